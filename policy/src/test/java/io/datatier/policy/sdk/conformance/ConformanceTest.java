package io.datatier.policy.sdk.conformance;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Pulumi asks of every policy SDK (pulumi/pulumi v3.276.0,
 * pkg/testing/pulumi-test-language/tests/policy_*.go): the same programs, policies and expected
 * messages, over the wire. The suite compares what is shown from the first character to the last.
 */
final class ConformanceTest {

  private static final String SIMPLE = "simple:index:Resource";
  private static final Unknown LATER = new Unknown(Unknown.Kind.BOOL);

  private static String urn(String name) {
    return "urn:pulumi:test::conformance::" + SIMPLE + "::" + name;
  }

  private static ResourceView simple(String name, Object value) {
    return new ResourceView(SIMPLE, urn(name), name, PropertyValue.fields(Map.of("value", value)));
  }

  private static StackFacts stack(
      boolean preview, Map<String, String> tags, Map<String, String> config) {
    return new StackFacts("", "conformance", "test", preview, tags, config, Set.of());
  }

  private static SimulatedEngine engine(PolicyPack pack, boolean preview) {
    return new SimulatedEngine(pack, stack(preview, Map.of(), Map.of()), Clock.systemUTC());
  }

  private static StackResource node(ResourceView view) {
    return new StackResource(view, false, "", Set.of(), Map.of());
  }

  /** Everything that a run shows: policy, level, resource, and the text with its lines joined. */
  private static List<String> shown(SimulatedEngine engine, ResourceView... resources) {
    return shown(engine, Stream.of(resources).map(ConformanceTest::node).toList());
  }

  private static List<String> shown(SimulatedEngine engine, List<StackResource> resources) {
    var shown = new ArrayList<SimulatedEngine.Shown>();
    resources.forEach(it -> shown.addAll(engine.analyze(it.view()).shown()));
    shown.addAll(engine.analyzeStack(resources).shown());
    return shown.stream()
        .map(
            it ->
                "%s %s %s: %s"
                    .formatted(
                        it.rule(),
                        it.level(),
                        it.urn().substring(it.urn().lastIndexOf(':') + 1),
                        it.message().replace("\n", " / ")))
        .toList();
  }

  /** Complains of one value, in a sentence of its own. */
  private static Function<ResourceView, Verdict> ifValue(boolean wrong, String message) {
    return it ->
        it.bool("value")
            .whenKnown(value -> value == wrong ? violation(message).asWritten() : compliant())
            .whenAbsent(compliant());
  }

  @Test
  void policy_simple() {
    var pack =
        PolicyPack.named("simple", "1.0.0")
            .rules(
                Rule.named("truthiness")
                    .title("Verifies properties are true")
                    .advisory()
                    .on(SIMPLE, ifValue(true, "This is a test warning")),
                Rule.named("falsiness")
                    .title("Verifies properties are false")
                    .mandatory()
                    .on(SIMPLE, ifValue(false, "This is a test error")));
    for (var preview : List.of(true, false)) {
      assertEquals(
          List.of(
              "truthiness ADVISORY res1: Verifies properties are true / This is a test warning",
              "falsiness MANDATORY res2: Verifies properties are false / This is a test error"),
          shown(engine(pack, preview), simple("res1", true), simple("res2", false)));
    }
  }

  @Test
  void policy_analyze_stack() {
    var pack =
        PolicyPack.named("analyze-stack", "1.0.0")
            .rules(
                Rule.named("stack-size")
                    .title("Stack must contain at most one simple:index:Resource")
                    .mandatory()
                    .onStack(
                        stack ->
                            stack.resources(SIMPLE).size() > 1
                                ? violation("Found an extra simple:index:Resource")
                                : compliant()));
    assertEquals(List.of(), shown(engine(pack, true), simple("res1", true)));
    assertEquals(
        List.of(
            "stack-size MANDATORY : Stack must contain at most one simple:index:Resource"
                + " / Found an extra simple:index:Resource"),
        shown(engine(pack, true), simple("res1", true), simple("res2-0", false)));
  }

  @Test
  void policy_config() {
    var wanted = Setting.bool("value", "what the property is to be");
    var pack =
        PolicyPack.named("config", "2.0.0")
            .rules(
                Rule.named("allowed")
                    .title("Verifies properties")
                    .mandatory()
                    .settings(wanted)
                    .on(
                        SIMPLE,
                        it ->
                            ifValue(!it.setting(wanted), "Property was " + !it.setting(wanted))
                                .apply(it)));
    for (var value : List.of(true, false)) {
      var engine = engine(pack, true);
      engine.configure(Map.of("allowed", RuleConfig.of(Map.of("value", !value))));
      assertEquals(
          List.of("allowed MANDATORY res: Verifies properties / Property was " + value),
          shown(engine, simple("res", value)));
    }
  }

  @Test
  void policy_config_schema() {
    var value = Setting.bool("value", "what the property is to be");
    var names = Setting.texts("names", "which resources are judged").atLeast(1);
    var pack =
        PolicyPack.named("config-schema", "3.0.0")
            .rules(
                Rule.named("validator")
                    .title("Verifies property matches config")
                    .settings(value, names)
                    .on(
                        SIMPLE,
                        it ->
                            it.setting(names).contains(it.name())
                                ? ifValue(!it.setting(value), "Property was " + !it.setting(value))
                                    .apply(it)
                                : compliant()));
    assertEquals(
        Map.of("type", "array", "items", Map.of("type", "string"), "minItems", 1),
        without(names.schema(), "description"));
    assertEquals(Map.of("type", "boolean"), without(value.schema(), "description"));
    assertEquals(List.of(true, true), List.of(names.isRequired(), value.isRequired()));
    assertEquals(
        "the configuration of config-schema is not valid: validator: names is missing:"
            + " give a list of 1 texts or more",
        refusal(pack, Map.of("value", false)));
    assertEquals(
        "the configuration of config-schema is not valid: validator: names is [], not a list of 1"
            + " texts or more",
        refusal(pack, Map.of("value", false, "names", List.of())));
    for (var name : List.of("resN", "resY")) {
      var engine = engine(pack, true);
      engine.configure(
          Map.of("validator", RuleConfig.of(Map.of("value", false, "names", List.of(name)))));
      assertEquals(
          name.equals("resN")
              ? List.of()
              : List.of(
                  "validator ADVISORY resY: Verifies property matches config / Property was true"),
          shown(engine, simple("resY", true), simple("resN", false)));
    }
  }

  private static Map<String, Object> without(Map<String, Object> schema, String key) {
    var rest = new HashMap<>(schema);
    rest.remove(key);
    return rest;
  }

  private static String refusal(PolicyPack pack, Map<String, ?> config) {
    var engine = engine(pack, true);
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.configure(Map.of("validator", RuleConfig.of(config))))
            .getMessage());
  }

  @Test
  void policy_dryrun() {
    var pack =
        PolicyPack.named("dryrun", "1.0.0")
            .rules(
                Rule.named("dry")
                    .title("Verifies properties are true on dryrun")
                    .mandatory()
                    .on(
                        SIMPLE,
                        it ->
                            it.stack().preview()
                                ? ifValue(false, "This is a test error").apply(it)
                                : compliant()));
    assertEquals(
        List.of(
            "dry MANDATORY res2: Verifies properties are true on dryrun / This is a test error"),
        shown(engine(pack, true), simple("res1", true), simple("res2", false)));
    assertEquals(
        List.of(), shown(engine(pack, false), simple("res1", true), simple("res2", false)));
  }

  @Test
  void policy_enforcement_config() {
    var pack =
        PolicyPack.named("enforcement-config", "3.0.0")
            .rules(
                Rule.named("false")
                    .title("Verifies property is false")
                    .on(SIMPLE, ifValue(true, "Property was true")));
    assertEquals(
        List.of("false ADVISORY res: Verifies property is false / Property was true"),
        shown(engine(pack, true), simple("res", true)));
    var mandatory = engine(pack, true);
    mandatory.configure(Map.of("false", RuleConfig.at(Level.MANDATORY)));
    assertEquals(
        List.of("false MANDATORY res: Verifies property is false / Property was true"),
        shown(mandatory, simple("res", true)));
    var disabled = engine(pack, true);
    disabled.configure(Map.of("false", RuleConfig.at(Level.DISABLED)));
    assertEquals(List.of(), shown(disabled, simple("res", true)));
  }

  @Test
  void policy_invalid() {
    assertEquals(
        "'all' means every rule in configuration",
        assertThrows(IllegalArgumentException.class, () -> Rule.named("all")).getMessage());
  }

  @Test
  void policy_remediate() {
    var wanted = Setting.bool("value", "what the property is to be");
    var pack =
        PolicyPack.named("remediate", "3.0.0")
            .rules(
                Rule.named("fixup")
                    .title("Sets property to config")
                    .remediated()
                    .settings(wanted)
                    .on(SIMPLE, it -> ifValue(!it.setting(wanted), "Property is wrong").apply(it))
                    .remedy("set it", it -> it.with("value", it.setting(wanted))));
    assertEquals(
        List.of(
            new SimulatedEngine.Remedy("fixup", PropertyValue.fields(Map.of("value", false)), "")),
        remedies(pack, RuleConfig.of(Map.of("value", false))));
    assertEquals(List.of(), remedies(pack, RuleConfig.of(Map.of("value", true))));
    assertEquals(
        List.of(), remedies(pack, RuleConfig.of(Map.of("value", true)).level(Level.DISABLED)));
    assertEquals(
        List.of(), remedies(pack, RuleConfig.of(Map.of("value", false)).level(Level.ADVISORY)));
  }

  private static List<SimulatedEngine.Remedy> remedies(PolicyPack pack, RuleConfig config) {
    var engine = engine(pack, true);
    engine.configure(Map.of("fixup", config));
    return engine.remediate(simple("res", true));
  }

  @Test
  void policy_stack_config() {
    Function<StackFacts, PolicyPack> packs =
        stack -> {
          var value = stack.config("conformance:value").known().orElse("true");
          return PolicyPack.named("stack-config", "2.0.0")
              .rules(
                  Rule.named("validate-" + value)
                      .title("Verifies property is " + value)
                      .mandatory()
                      .on(
                          SIMPLE,
                          ifValue(value.equals("false"), "Property was " + value.equals("false"))));
        };
    for (var value : List.of(true, false)) {
      var facts = stack(true, Map.of(), Map.of("conformance:value", String.valueOf(value)));
      assertEquals(
          List.of(
              "validate-%s MANDATORY res: Verifies property is %s / Property was %s"
                  .formatted(value, value, !value)),
          shown(new SimulatedEngine(packs, facts, Clock.systemUTC()), simple("res", !value)));
    }
  }

  @Test
  void policy_stack_tags() {
    var pack =
        PolicyPack.named("stack-tags", "2.0.0")
            .rules(
                Rule.named("allowed")
                    .title("Verifies property equals the stack tag value")
                    .mandatory()
                    .on(
                        SIMPLE,
                        it -> {
                          var wanted = "true".equals(it.stack().tags().get("value"));
                          return ifValue(!wanted, "Property was " + !wanted).apply(it);
                        }));
    Function<String, List<String>> tagged =
        value ->
            shown(
                new SimulatedEngine(
                    pack, stack(true, Map.of("value", value), Map.of()), Clock.systemUTC()),
                simple("res", true));
    assertEquals(
        List.of(
            "allowed MANDATORY res: Verifies property equals the stack tag value"
                + " / Property was true"),
        tagged.apply("false"));
    assertEquals(List.of(), tagged.apply("true"));
  }

  @Test
  void policy_unknowns() {
    var pack =
        PolicyPack.named("unknowns", "1.0.0")
            .rules(
                Rule.named("report")
                    .title("Reports the value")
                    .on(
                        SIMPLE,
                        it ->
                            it.bool("value")
                                .whenKnown(value -> violation("value is " + value).asWritten())
                                .whenAbsent(compliant())));
    var skipped =
        "report ADVISORY %s: Reports the value / can't run policy 'report' during preview:"
            + " value can't be known during preview";
    var told = "report ADVISORY %s: Reports the value / value is %s";
    assertEquals(
        List.of(
            skipped.formatted("unknownRes"),
            skipped.formatted("secretUnknownRes"),
            told.formatted("knownRes", false),
            told.formatted("secretKnownRes", false)),
        shown(
            engine(pack, true),
            simple("unknownRes", LATER),
            simple("secretUnknownRes", new Secret(LATER)),
            simple("knownRes", false),
            simple("secretKnownRes", new Secret(PropertyValue.of(false)))));
    assertEquals(
        List.of(
            told.formatted("unknownRes", true),
            told.formatted("secretUnknownRes", true),
            told.formatted("knownRes", false),
            told.formatted("secretKnownRes", false)),
        shown(
            engine(pack, false),
            simple("unknownRes", true),
            simple("secretUnknownRes", new Secret(PropertyValue.of(true))),
            simple("knownRes", false),
            simple("secretKnownRes", new Secret(PropertyValue.of(false)))));
  }

  private static Rule metadata(String id, Function<ResourceView, Boolean> check) {
    return Rule.named(id)
        .title("Sees " + id)
        .on(SIMPLE, it -> check.apply(it) ? violation("seen") : compliant());
  }

  private static Rule inGraph(
      String id, String name, Function<StackView, List<ResourceView>> related) {
    return Rule.named(id)
        .title("Sees " + id)
        .onStack(
            stack ->
                related.apply(stack).stream().anyMatch(it -> it.urn().equals(urn(name)))
                    ? violation("seen")
                    : compliant());
  }

  @Test
  void policy_resource_metadata() {
    var provider =
        new ResourceView(
            "pulumi:providers:simple",
            "urn:pulumi:test::conformance::pulumi:providers:simple::prov",
            "prov",
            Fields.NONE);
    Function<StackView, ResourceView> dependent =
        stack -> stack.resource(urn("propertyDependency")).orElseThrow();
    var pack =
        PolicyPack.named("resource-metadata", "1.0.0")
            .rules(
                metadata(
                    "name-type-urn-props",
                    it ->
                        it.name().equals("identity")
                            && it.type().equals(SIMPLE)
                            && it.urn().equals(urn("identity"))
                            && it.bool("value").known().equals(Optional.of(true))),
                metadata("protect", it -> it.options().protect()),
                metadata(
                    "ignore-changes", it -> it.options().ignoreChanges().equals(List.of("value"))),
                metadata(
                    "delete-before-replace",
                    it -> it.options().deleteBeforeReplace().equals(Optional.of(true))),
                metadata(
                    "additional-secret-outputs",
                    it -> it.options().additionalSecretOutputs().equals(List.of("value"))),
                metadata(
                    "custom-timeouts",
                    it -> it.options().timeouts().create().equals(Duration.ofMinutes(5))),
                metadata(
                    "provider",
                    it -> it.provider().filter(by -> by.name().equals("prov")).isPresent()),
                metadata("parent", it -> it.options().parent().equals(urn("parent"))),
                inGraph(
                    "dependencies",
                    "dependency",
                    stack -> stack.dependenciesOf(stack.resource(urn("dependsOn")).orElseThrow())),
                inGraph(
                    "property-dependencies",
                    "dependency",
                    stack -> stack.sourcesOf(dependent.apply(stack), "value")));
    var none = ResourceOptions.NONE;
    var fiveMinutes =
        new ResourceOptions.Timeouts(
            Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, Duration.ZERO);
    var resources =
        List.of(
            node(simple("identity", true)),
            node(simple("protected", true).withOptions(none.protect(true))),
            node(simple("ignoreChanges", true).withOptions(none.ignoreChanges("value"))),
            node(
                simple("deleteBeforeReplace", true)
                    .withOptions(
                        options(
                            Optional.of(true), List.of(), ResourceOptions.Timeouts.DEFAULT, ""))),
            node(
                simple("secretOutput", true)
                    .withOptions(
                        options(
                            Optional.empty(),
                            List.of("value"),
                            ResourceOptions.Timeouts.DEFAULT,
                            ""))),
            node(
                simple("customTimeouts", true)
                    .withOptions(options(Optional.empty(), List.of(), fiveMinutes, ""))),
            node(simple("explicitProvider", true).withProvider(provider)),
            node(simple("parent", true)),
            node(
                simple("child", true)
                    .withOptions(
                        options(
                            Optional.empty(),
                            List.of(),
                            ResourceOptions.Timeouts.DEFAULT,
                            urn("parent")))),
            node(simple("dependency", true)),
            new StackResource(
                simple("dependsOn", true), false, "", Set.of(urn("dependency")), Map.of()),
            new StackResource(
                simple("propertyDependency", true),
                false,
                "",
                Set.of(urn("dependency")),
                Map.of("value", Set.of(urn("dependency")))));
    assertEquals(
        Map.ofEntries(
            Map.entry("name-type-urn-props", "identity"),
            Map.entry("protect", "protected"),
            Map.entry("ignore-changes", "ignoreChanges"),
            Map.entry("delete-before-replace", "deleteBeforeReplace"),
            Map.entry("additional-secret-outputs", "secretOutput"),
            Map.entry("custom-timeouts", "customTimeouts"),
            Map.entry("provider", "explicitProvider"),
            Map.entry("parent", "child"),
            Map.entry("dependencies", ":"),
            Map.entry("property-dependencies", ":")),
        shown(engine(pack, true), resources).stream()
            .map(line -> line.split(" ADVISORY "))
            .collect(
                Collectors.toMap(
                    parts -> parts[0],
                    parts ->
                        parts[1].startsWith(":")
                            ? ":"
                            : parts[1].substring(0, parts[1].indexOf(':')))));
  }

  private static ResourceOptions options(
      Optional<Boolean> deleteBeforeReplace,
      List<String> secretOutputs,
      ResourceOptions.Timeouts timeouts,
      String parent) {
    return new ResourceOptions(
        false, List.of(), deleteBeforeReplace, secretOutputs, List.of(), timeouts, parent);
  }
}
