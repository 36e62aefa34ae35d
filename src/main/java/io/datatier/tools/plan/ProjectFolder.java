package io.datatier.tools.plan;

import com.google.gson.Gson;
import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A Pulumi project, read from its files without the engine.
 *
 * @param path the folder of Pulumi.yaml
 */
record ProjectFolder(Path path) {

  /** The project's name. */
  String name() throws IOException {
    return String.valueOf(read("Pulumi.yaml").get("name"));
  }

  /**
   * The configuration of {@code stack} as the engine passes it to programs: by full key, structured
   * values as JSON.
   *
   * @throws InvalidConfiguration that lists the encrypted values
   */
  Map<String, String> config(String stack) throws IOException {
    var config = new TreeMap<String, String>();
    var faults = new ArrayList<Fault>();
    var given = read("Pulumi." + stack + ".yaml").get("config");
    for (var entry : asMap(given).entrySet()) {
      var key = entry.getKey().toString();
      var fullKey = key.contains(":") ? key : name() + ":" + key;
      if (isEncrypted(entry.getValue())) {
        faults.add(new Fault(fullKey, "is encrypted, and only the engine can decrypt it"));
      }
      config.put(fullKey, asTheEngineDoes(entry.getValue()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfiguration("The configuration of stack " + stack, faults);
    }
    return config;
  }

  private Map<?, ?> read(String file) throws IOException {
    try (var reader = Files.newBufferedReader(path.resolve(file))) {
      var options = new LoaderOptions();
      // The engine refuses them too; SnakeYAML would use the last one.
      options.setAllowDuplicateKeys(false);
      Object content = new Yaml(new SafeConstructor(options)).load(reader);
      requireJson(content, Set.of());
      return asMap(content);
    } catch (NoSuchFileException missing) {
      throw new NoSuchFileException(
          "There is no " + file + " in " + path.toAbsolutePath().normalize() + ".");
    }
  }

  // The engine passes configuration as JSON, which cannot express everything that YAML can.
  private static void requireJson(@Nullable Object value, Set<Object> around) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new YAMLException(number + " is not a number in JSON.");
    }
    var within = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
    within.addAll(around);
    var parts =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof List<?> list ? list : List.of();
    if (!parts.isEmpty() && !within.add(Objects.requireNonNull(value))) {
      throw new YAMLException("an alias refers to a value that contains it.");
    }
    parts.forEach(part -> requireJson(part, within));
  }

  private static boolean isEncrypted(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(ProjectFolder::isEncrypted);
    }
    return value instanceof Map<?, ?> map
        && (map.containsKey("secure")
            || map.values().stream().anyMatch(ProjectFolder::isEncrypted));
  }

  private static Map<?, ?> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String asTheEngineDoes(Object value) {
    return value instanceof Map || value instanceof List
        ? new Gson().toJson(value)
        : String.valueOf(value);
  }
}
