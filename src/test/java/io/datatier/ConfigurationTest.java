package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import io.datatier.config.ConfigurationPage;
import io.datatier.config.ConfigurationSchema;
import io.datatier.config.Form;
import io.datatier.config.Key;
import io.datatier.config.ValueOrObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What page and schema say of the configuration is what the program declares and does; {@code
 * -Dupdate} writes both.
 */
final class ConfigurationTest {

  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final Path SCHEMA = Path.of("docs/configuration.schema.json");
  private static final String KEYS_BEGIN = "-Dupdate -->\n\n";
  private static final String KEYS_END = "\n<!-- Here the keys end. -->";

  /** What has no default in the sections that cannot do without. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "network", "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
          "keys", "{\"create\": true}",
          "workers",
              """
              {"name": "dialers", "ami": "ami-0a1b2c3d", "instanceType": "t4g.small"}
              """,
          "users", "{\"name\": \"app\"}",
          "functions", "{\"name\": \"dialer\", \"artifact\": \"samples/function\"}");

  /** What a key has to stand beside to be lawful. */
  private static final Map<String, String> BESIDE =
      Map.of(
          "readers", "{\"engine\": \"aurora-postgresql\"}",
          "initial", "{\"least\": 0}",
          "maxIdleConnectionsPercent", "{\"maxConnectionsPercent\": 100}");

  @Test
  void the_page_lists_every_key_as_it_is_declared() throws IOException {
    var page = Files.readString(PAGE);
    var begin = page.indexOf(KEYS_BEGIN) + KEYS_BEGIN.length();
    var end = page.indexOf(KEYS_END);
    var made = page.substring(0, begin) + ConfigurationPage.of(StackSettings.everyKey());
    requireCurrent(PAGE, made + page.substring(end));
  }

  @Test
  void the_schema_has_every_key_as_it_is_declared() throws IOException {
    var made = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    requireCurrent(SCHEMA, made.toJson(ConfigurationSchema.of(StackSettings.everyKey())) + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void the_schema_takes_the_stacks_in_the_project(String stack) throws IOException {
    var yaml = Files.readString(Path.of("Pulumi." + stack + ".yaml"));
    assertEquals(List.of(), refusals(yaml));
    assertEquals("# yaml-language-server: $schema=" + SCHEMA, yaml.lines().findFirst().get());
  }

  @Test
  void the_schema_takes_what_the_engine_and_other_packages_keep_in_the_file() {
    assertEquals(
        List.of(),
        refusals(
            """
            secretsprovider: passphrase
            encryptionsalt: v1:salt
            config:
              aws:region: us-east-1
              aws:defaultTags: {tags: {team: calls}}
              datatier:logRetentionDays: "90"
              datatier:database: {version: "16.8", storageGib: "30", multiAz: "false"}
            """));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void the_schema_refuses_what_the_program_refuses(String key, String value) {
    var file = "config: {\"datatier:%s\": %s}".formatted(key, value);
    assertNotEquals(List.of(), refusals(file));
    assertNotEquals(
        List.of(),
        new StackFile(file)
            .faults().stream().filter(it -> it.key().startsWith("datatier:" + key)).toList());
  }

  static Stream<Arguments> the_schema_refuses_what_the_program_refuses() {
    return Stream.of(
        Arguments.of("databse", "{}"),
        Arguments.of("name", "Campaign"),
        Arguments.of("logRetentionDays", "31"),
        Arguments.of("logRetentionDays", "\"31\""),
        Arguments.of("network", "{}"),
        Arguments.of("network", "[]"),
        Arguments.of("network", "{zones: [us-east-1a]}"),
        Arguments.of("network", "{zones: us-east-1a}"),
        Arguments.of("network", "{zones: [us-east-1a, use1-az3]}"),
        Arguments.of("network", "{zones: [us-east-1a, us-east-1b], vpcId: vpc-0a1b2c3d}"),
        Arguments.of("network", "{vpcId: vpc-0a1b2c3d}"),
        Arguments.of("network", "{vpcId: vpc-0a1b2c3d, privateSubnets: [{}, {}]}"),
        Arguments.of("database", "{instanceclass: db.t4g.small}"),
        Arguments.of("database", "{instanceClass: t4g.small}"),
        Arguments.of("database", "{version: \"9.6\"}"),
        Arguments.of("database", "{storageGib: 19}"),
        Arguments.of("database", "{storageGib: many}"),
        Arguments.of("database", "{multiAz: perhaps}"),
        Arguments.of("database", "{masterPassword: hunter2}"),
        Arguments.of("keys", "{deletionWindowDays: 7}"),
        Arguments.of("keys", "{create: true, logs: arn:aws:kms:us-east-1:123456789012:key/1}"),
        Arguments.of("keys", "{storage: alias/storage}"),
        Arguments.of("database", "{engine: mysql}"),
        Arguments.of("database", "{existing: {}}"),
        Arguments.of("users", "[{}]"),
        Arguments.of("users", "[{name: app, access: all}]"),
        Arguments.of("secretRecoveryDays", "3"),
        Arguments.of("proxy", "{authentication: password}"),
        Arguments.of("proxy", "{existing: {}}"),
        Arguments.of("proxy", "{requireTls: false}"),
        Arguments.of("proxy", "{idleClientTimeout: 30}"),
        Arguments.of("proxy", "{pool: {maxConnectionsPercent: 140}}"),
        Arguments.of("proxy", "{pool: {borrowTimeout: 2 minutes}}"),
        Arguments.of("functions", "{}"),
        Arguments.of("functions", "[dialer]"),
        Arguments.of("functions", "[{name: dialer}]"),
        Arguments.of("functions", "[{name: a b, artifact: samples/function}]"),
        Arguments.of("functions", "[{name: a, artifact: {bucket: code}}]"),
        Arguments.of("functions", "[{name: a, artifact: samples/function, memoryMib: 64}]"),
        Arguments.of("functions", "[{name: a, artifact: samples/function, tracing: on}]"),
        Arguments.of("functions", "[{name: a, artifact: samples/function, environment: [A]}]"),
        Arguments.of("functions", "[{name: a, artifact: samples/function, layers: [drivers]}]"),
        Arguments.of("workers", "[{name: a, ami: ami-0a1b2c3d}]"),
        Arguments.of("workers", "[{name: a, ami: ami-1, instanceType: t4g.small}]"),
        Arguments.of("network", "{zones: [us-east-1a, us-east-1b], endpointServices: sqs}"),
        Arguments.of("capacity", "{requestsPerSecond: 0}"),
        Arguments.of("capacity", "{requestsPerSecond: many}"),
        Arguments.of("capacity", "{databaseTime: 50}"),
        Arguments.of("alarms", "{topic: on-call}"),
        Arguments.of("alarms", "{clientConnections: 0}"));
  }

  @Test
  void leaving_out_what_has_a_default_is_giving_the_default_that_is_shown() {
    var least = new TreeMap<String, JsonElement>();
    var full = new TreeMap<String, JsonElement>();
    for (var key : StackSettings.everyKey().section().orElseThrow().keys()) {
      if (key.form() instanceof Form.Value form && key.byDefault().value().isPresent()) {
        full.put(
            key.name(), ConfigurationSchema.valueOf(form.kind(), key.byDefault().value().get()));
      } else if (key.form() instanceof Form.Keyed section) {
        least.put(key.name(), required(key));
        full.put(key.name(), withDefaults(section, required(key)));
      } else if (key.section().isPresent()) {
        least.put(key.name(), listOf(required(key)));
        full.put(key.name(), listOf(withDefaults(key.section().get(), required(key))));
      }
    }
    assertNotEquals(least, full);
    assertEquals(new StackFile(file(least)).settings(), new StackFile(file(full)).settings());
    assertEquals(List.of(), refusals(file(full)));
  }

  @Test
  void bounds_that_are_shown_are_those_that_hold() {
    var wrong = new ArrayList<String>();
    for (var path : settings(StackSettings.everyKey().section().orElseThrow())) {
      var setting = (Form.Value) path.get(path.size() - 1).form();
      if (setting.range().isPresent()) {
        var between = setting.range().get();
        expect(path, between.least(), true, wrong);
        expect(path, moved(setting, between.least(), -1), false, wrong);
        between.most().ifPresent(most -> expect(path, most, true, wrong));
        between.most().ifPresent(most -> expect(path, moved(setting, most, 1), false, wrong));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static void expect(List<Key> path, String value, boolean lawful, List<String> wrong) {
    var key = path.stream().map(ConfigurationTest::step).collect(Collectors.joining("."));
    var file = file(Map.of(path.get(0).name(), nested(path, new JsonPrimitive(value))));
    var refused =
        new StackFile(file).faults().stream().anyMatch(it -> it.key().equals("datatier:" + key));
    if (refused == lawful) {
      wrong.add(key + " " + value + (refused ? " is refused" : " is taken"));
    }
  }

  /** Every setting that the program has, as the keys on the way to it. */
  private static List<List<Key>> settings(Form.Keyed section) {
    return section.keys().stream().flatMap(key -> settings(key).stream()).toList();
  }

  private static List<List<Key>> settings(Key key) {
    if (key.section().isPresent()) {
      return below(key, key.section().get());
    }
    if (key.form() instanceof ValueOrObject either) {
      return below(key, either.object());
    }
    return key.form() instanceof Form.Value ? List.of(List.of(key)) : List.of();
  }

  private static List<List<Key>> below(Key key, Form.Keyed section) {
    return settings(section).stream()
        .map(path -> Stream.concat(Stream.of(key), path.stream()).toList())
        .toList();
  }

  private static String step(Key key) {
    return key.name() + (isListOfSections(key) ? "[0]" : "");
  }

  private static boolean isListOfSections(Key key) {
    return key.form() instanceof Form.Listed && key.section().isPresent();
  }

  private static JsonElement nested(List<Key> path, JsonElement value) {
    var result = value;
    for (var index = path.size() - 1; index > 0; index--) {
      var name = path.get(index).name();
      var object = JsonParser.parseString(BESIDE.getOrDefault(name, "{}")).getAsJsonObject();
      object.add(name, result);
      result = isListOfSections(path.get(index - 1)) ? listOf(object) : object;
    }
    return result;
  }

  private static String moved(Form.Value setting, String bound, int by) {
    var value = setting.kind().read(new JsonPrimitive(bound));
    return value instanceof Duration duration
        ? duration.toSeconds() + by + "s"
        : new BigDecimal(bound).add(BigDecimal.valueOf(by)).toPlainString();
  }

  private static JsonObject required(Key key) {
    return JsonParser.parseString(REQUIRED.getOrDefault(key.name(), "{}")).getAsJsonObject();
  }

  private static JsonObject withDefaults(Form.Keyed section, JsonObject given) {
    for (var key : section.keys()) {
      if (key.form() instanceof Form.Value form && key.byDefault().value().isPresent()) {
        given.add(
            key.name(), ConfigurationSchema.valueOf(form.kind(), key.byDefault().value().get()));
      } else if (key.form() instanceof Form.Keyed nested
          && key.purpose().isEmpty()
          && nested.keys().stream().allMatch(its -> its.purpose().isEmpty())) {
        given.add(key.name(), withDefaults(nested, new JsonObject()));
      }
    }
    return given;
  }

  private static JsonArray listOf(JsonElement element) {
    var result = new JsonArray();
    result.add(element);
    return result;
  }

  /** JSON is YAML. */
  private static String file(Map<String, JsonElement> values) {
    var config = new JsonObject();
    config.addProperty("aws:region", "us-east-1");
    values.forEach((key, value) -> config.add("datatier:" + key, value));
    var file = new JsonObject();
    file.add("config", config);
    return file.toString();
  }

  private static List<String> refusals(String yaml) {
    return new ValidatorFactory()
            .withJsonNodeFactories(new GsonNode.Factory(), new SnakeYamlNode.Factory())
            .validate(ConfigurationSchema.of(StackSettings.everyKey()), yaml)
            .getErrors()
            .stream()
            .map(error -> error.getInstanceLocation() + " " + error.getError())
            .toList();
  }

  private static void requireCurrent(Path path, String made) throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(path, made);
    }
    assertEquals(made, Files.readString(path), path + " is out of date: run with -Dupdate");
  }
}
