package io.datatier.policy;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whole stacks, each with the findings that somebody who knows AWS would have: rule and resource,
 * advisory or not. Rules about what such a small stack has none of, as alarms, are left out.
 */
final class StackCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  /** What is asked of every stack, whatever it is about. */
  private static final Set<String> ASKED =
      Set.of(
          "database-forces-tls",
          "lambda-connects-through-proxy",
          "lambda-environment-holds-no-secrets",
          "lambda-layers-pin-no-database",
          "proxy-authenticates-with-secrets-manager",
          "proxy-clients-send-no-options",
          "proxy-clients-verify-tls",
          "proxy-has-security-groups",
          "proxy-pinning-filters-fit-engine",
          "proxy-pool-within-limits",
          "rds-connect-scoped-to-proxy",
          "secrets-access-least-privilege",
          "worker-connects-through-proxy");

  /** In a URN that no program and no engine knows. */
  private static final Pattern PART = Pattern.compile("#\\w+#\\d");

  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

  private record Case(String why, JsonObject json) {

    static Case of(String line) {
      var json = JsonParser.parseString(line).getAsJsonObject();
      return new Case(json.get("why").getAsString(), json);
    }

    /** Rule, resource and, where it stops nothing, "advice"; or the rule alone: undecided. */
    Set<String> expected() {
      return texts(json.get("expect")).collect(toCollection(TreeSet::new));
    }

    Set<String> found() {
      var asked = new TreeSet<>(ASKED);
      texts(json.get("asked")).forEach(asked::add);
      expected().forEach(finding -> asked.add(ruleOf(finding)));
      var resources = new ArrayList<StackResource>();
      var names = new HashMap<String, String>();
      for (var element : json.getAsJsonArray("resources")) {
        var resource = element.getAsJsonObject();
        names.put(text(resource, "name"), urn(resource));
      }
      var preview = json.toString().contains("$unknown");
      var engine =
          new SimulatedEngine(
              DataTierPolicyPack.PACK,
              new StackFacts("", "shop", "prod", preview, Map.of(), Map.of(), Set.of()),
              Clock.systemUTC());
      engine.configure(configuration());
      var shown = new ArrayList<SimulatedEngine.Shown>();
      for (var element : json.getAsJsonArray("resources")) {
        var resource = element.getAsJsonObject();
        var inputs = (Fields) value(resource.get("inputs"));
        var view =
            new ResourceView(text(resource, "type"), urn(resource), text(resource, "name"), inputs);
        shown.addAll(engine.analyze(view).shown());
        var outputs = new TreeMap<>(inputs.values());
        if (resource.has("outputs")) {
          outputs.putAll(((Fields) value(resource.get("outputs"))).values());
        }
        var from = new HashMap<String, Set<String>>();
        if (resource.has("from")) {
          resource
              .getAsJsonObject("from")
              .entrySet()
              .forEach(
                  it ->
                      from.put(
                          it.getKey(),
                          texts(it.getValue())
                              .map(names::get)
                              .collect(toCollection(TreeSet::new))));
        }
        resources.add(
            new StackResource(view.withProperties(new Fields(outputs)), false, "", Set.of(), from));
      }
      shown.addAll(engine.analyzeStack(resources).shown());
      assertEquals(shown.stream().distinct().toList(), shown, why + ": said twice");
      shown.forEach(it -> assertFalse(PART.matcher(it.message()).find(), it::message));
      var found = shown.stream().map(Case::words).collect(toCollection(TreeSet::new));
      found.removeIf(finding -> !asked.contains(ruleOf(finding)));
      return found;
    }

    private Map<String, RuleConfig> configuration() {
      var rules = new HashMap<String, RuleConfig>();
      if (json.has("configured")) {
        json.getAsJsonObject("configured")
            .entrySet()
            .forEach(
                it ->
                    rules.put(
                        it.getKey(),
                        new RuleConfig(Optional.empty(), (Fields) value(it.getValue()))));
      }
      return rules;
    }

    private static String words(SimulatedEngine.Shown shown) {
      var undecided = shown.message().lines().anyMatch(line -> line.startsWith("undecided: "));
      var name = shown.urn().substring(shown.urn().lastIndexOf(':') + 1);
      var advice = !undecided && shown.level() == Level.ADVISORY ? " advice" : "";
      return undecided ? shown.rule() + " undecided" : shown.rule() + " " + name + advice;
    }

    private static String ruleOf(String finding) {
      return finding.substring(0, finding.indexOf(' '));
    }

    private static String urn(JsonObject resource) {
      return "urn:pulumi:prod::shop::%s::%s"
          .formatted(text(resource, "type"), text(resource, "name"));
    }
  }

  private static String text(JsonObject object, String key) {
    return object.get(key).getAsString();
  }

  private static Stream<String> texts(JsonElement list) {
    return list == null
        ? Stream.empty()
        : list.getAsJsonArray().asList().stream().map(JsonElement::getAsString);
  }

  /** As in a state, but that the engine's marks are spelled out. */
  private static PropertyValue value(JsonElement json) {
    if (json instanceof JsonNull) {
      return PropertyValue.of(null);
    } else if (json instanceof JsonPrimitive primitive) {
      return PropertyValue.of(
          primitive.isBoolean()
              ? (Object) primitive.getAsBoolean()
              : primitive.isNumber() ? primitive.getAsNumber() : primitive.getAsString());
    } else if (json instanceof JsonArray array) {
      return new Elements(array.asList().stream().map(StackCorpusTest::value).toList());
    }
    var object = json.getAsJsonObject();
    if (object.has("$unknown")) {
      return new Unknown(Unknown.Kind.TEXT);
    } else if (object.has("$secret")) {
      return new Secret(value(object.get("$secret")));
    } else if (object.has("$asset")) {
      return new Marked(ASSET, PropertyValue.fields(Map.of("text", value(object.get("$asset")))));
    } else if (object.has("$archive")) {
      return new Marked(
          ARCHIVE, PropertyValue.fields(Map.of("assets", value(object.get("$archive")))));
    }
    var fields = new TreeMap<String, PropertyValue>();
    object.entrySet().forEach(it -> fields.put(it.getKey(), value(it.getValue())));
    return new Fields(fields);
  }

  private static List<Case> corpus(String name) throws IOException {
    return Files.readAllLines(CORPUS.resolve(name)).stream()
        .filter(line -> !line.isBlank())
        .map(Case::of)
        .toList();
  }

  @Test
  void finds_in_every_stack_what_an_expert_finds_and_nothing_else() throws IOException {
    var cases = corpus("stacks.jsonl");
    assertTrue(cases.size() >= 240, () -> "only " + cases.size() + " stacks");
    assertAll(cases.stream().map(it -> () -> assertEquals(it.expected(), it.found(), it.why())));
  }
}
