package io.datatier;

import com.google.gson.Gson;
import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** A stack's file as the engine hands it to the program. */
record StackFile(String yaml) {

  /** The settings of a stack {@code dev} of the project {@code datatier} with this file. */
  StackSettings settings() {
    return StackSettings.of("datatier", "dev", config(), Set.of());
  }

  /** What is wrong with it. */
  List<Fault> faults() {
    try {
      settings();
      return List.of();
    } catch (InvalidConfiguration faulty) {
      return faulty.faults();
    }
  }

  private Map<String, String> config() {
    Map<String, Map<String, Object>> file = new Yaml().load(yaml);
    return file.getOrDefault("config", Map.of()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> asTheEngineDoes(it.getValue())));
  }

  private static String asTheEngineDoes(Object value) {
    return value instanceof Map || value instanceof List
        ? new Gson().toJson(value)
        : value.toString();
  }
}
