package io.datatier;

import com.google.gson.Gson;
import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * A stack's file as the engine hands it to the program.
 *
 * @param config full keys and their values, structured ones as JSON
 * @param secretKeys full keys whose values the engine has decrypted
 */
public record StackFile(Map<String, String> config, Set<String> secretKeys) {

  /** The least that a stack must say; tests add to it or take from it. */
  public static final StackFile LEAST =
      new StackFile(
          """
          config:
            aws:region: us-east-1
            datatier:name: campaign
            datatier:network: {zones: [us-east-1a, us-east-1b]}
          """);

  /** Clients of a proxy that another stack makes. */
  public static final StackFile CLIENTS =
      LEAST
          .with("database", "{databaseName: orders}")
          .with(
              "proxy",
              """
              existing:
                endpoint: orders.proxy-abc123.us-east-1.rds.amazonaws.com
                arn: arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d
                securityGroup: sg-0a1b2c3d
                users:
                  - name: app
                    secret: arn:aws:secretsmanager:us-east-1:123456789012:secret:app-AbCdEf
              """);

  public StackFile(String yaml) {
    this(read(yaml), Set.of());
  }

  /** This with {@code datatier:key}, as users write it in YAML. */
  public StackFile with(String key, String yaml) {
    var more = new HashMap<>(config);
    more.put("datatier:" + key, asTheEngineDoes(new Yaml().load(yaml)));
    return new StackFile(more, secretKeys);
  }

  /** This without {@code datatier:key}. */
  public StackFile without(String key) {
    var fewer = new HashMap<>(config);
    fewer.remove("datatier:" + key);
    return new StackFile(fewer, secretKeys);
  }

  /** This with the values of {@code datatier:keys} encrypted. */
  public StackFile encrypting(String... keys) {
    return new StackFile(
        config, Set.of(keys).stream().map("datatier:"::concat).collect(Collectors.toSet()));
  }

  /** The settings of a stack {@code dev} of the project {@code datatier} with this file. */
  public StackSettings settings() {
    return StackSettings.of("datatier", "dev", config, secretKeys);
  }

  /** What is wrong with it. */
  public List<Fault> faults() {
    try {
      settings();
      return List.of();
    } catch (InvalidConfiguration faulty) {
      return faulty.faults();
    }
  }

  /** What is wrong with it, in the words that users read. */
  public List<String> complaints() {
    return faults().stream().map(Fault::toString).toList();
  }

  private static Map<String, String> read(String yaml) {
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
