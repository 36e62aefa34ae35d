package io.datatier.policy.sdk.wire;

import static io.datatier.policy.sdk.wire.House.NO_EXEMPTIONS;
import static io.datatier.policy.sdk.wire.House.PACK;
import static io.datatier.policy.sdk.wire.House.STACK_ONLY;
import static io.datatier.policy.sdk.wire.House.UNKNOWN;
import static io.datatier.policy.sdk.wire.House.bool;
import static io.datatier.policy.sdk.wire.House.door;
import static io.datatier.policy.sdk.wire.House.notApplicable;
import static io.datatier.policy.sdk.wire.House.properties;
import static io.datatier.policy.sdk.wire.House.shut;
import static io.datatier.policy.sdk.wire.House.stack;
import static io.datatier.policy.sdk.wire.House.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import com.google.protobuf.Value;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PackListing;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyComplianceFramework;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.PolicyConfigSchema;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.AnalyzerOuterClass.Remediation;
import pulumirpc.Plugin.PluginInfo;

/** What the engine sends, and what it gets, call by call. */
final class AnalyzerServiceTest {

  private final List<String> engines = new ArrayList<>();
  private Server server;
  private ManagedChannel channel;
  private AnalyzerBlockingStub engine;

  AnalyzerServiceTest() throws IOException {
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(AnalyzerCalls.to(new AnalyzerService(PACK, engines::add)))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
    engine = AnalyzerGrpc.newBlockingStub(channel);
  }

  @BeforeEach
  void begins_a_preview() {
    assertEquals(
        AnalyzerStackConfigureResponse.getDefaultInstance(),
        engine.configureStack(AnalyzerStackConfigureRequest.newBuilder().setDryRun(true).build()));
  }

  @AfterEach
  void ends() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private void configure(String rule, EnforcementLevel level) {
    engine.configure(
        ConfigureAnalyzerRequest.newBuilder()
            .putPolicyConfig(rule, PolicyConfig.newBuilder().setEnforcementLevel(level).build())
            .build());
  }

  private static final Map<String, ?> UNDECIDED =
      Map.of(
          "type",
          "string",
          "enum",
          List.of("report", "fail"),
          "default",
          "report",
          "description",
          "what unknown values mean: one advisory line, or a violation");

  private static PolicyConfigSchema schema(Map<String, ?> properties) {
    return PolicyConfigSchema.newBuilder()
        .setProperties(PropertyCodec.encode(PropertyValue.fields(properties)))
        .build();
  }

  @Test
  void handshake_tells_where_the_engine_is() {
    assertEquals(
        AnalyzerHandshakeResponse.getDefaultInstance(),
        engine.handshake(
            AnalyzerHandshakeRequest.newBuilder().setEngineAddress("127.0.0.1:1").build()));
    assertEquals(List.of("127.0.0.1:1"), engines);
  }

  @Test
  void get_plugin_info_tells_the_version() {
    assertEquals(
        PluginInfo.newBuilder().setVersion("1.2.3").build(),
        engine.getPluginInfo(Empty.getDefaultInstance()));
  }

  @Test
  void get_analyzer_info_tells_of_pack_and_rules() {
    assertEquals(
        AnalyzerInfo.newBuilder()
            .setName("house")
            .setDisplayName("house")
            .setVersion("1.2.3")
            .setDescription("Doors.")
            .setSupportsConfig(true)
            .addPolicies(
                PolicyInfo.newBuilder()
                    .setName("doors-are-shut")
                    .setDisplayName("Doors are shut")
                    .setDescription("Doors are shut")
                    .setMessage("Why: it is cold outside")
                    .setEnforcementLevel(EnforcementLevel.MANDATORY)
                    .setSeverity(PolicySeverity.POLICY_SEVERITY_HIGH)
                    .setPolicyType(PolicyType.POLICY_TYPE_RESOURCE)
                    .setRemediationSteps("set shut to true")
                    .setUrl("https://house.example/rules/doors-are-shut.md")
                    .setConfigSchema(schema(Map.of("undecided", UNDECIDED))))
            .addPolicies(
                PolicyInfo.newBuilder()
                    .setName("doors-are-counted")
                    .setDisplayName("One door")
                    .setDescription("There is one door")
                    .setMessage("Why: there is one key")
                    .setEnforcementLevel(EnforcementLevel.ADVISORY)
                    .setPolicyType(PolicyType.POLICY_TYPE_STACK)
                    .setRemediationSteps("remove the others")
                    .setUrl("https://code.example/7.1")
                    .addTags("door")
                    .addTags("key")
                    .setFramework(
                        PolicyComplianceFramework.newBuilder()
                            .setName("House code")
                            .setVersion("2")
                            .setReference("7.1")
                            .setSpecification("Count the doors."))
                    .setConfigSchema(
                        schema(
                            Map.of(
                                "undecided",
                                UNDECIDED,
                                "doors",
                                Map.of(
                                    "type",
                                    "integer",
                                    "minimum",
                                    0,
                                    "maximum",
                                    9,
                                    "default",
                                    1,
                                    "description",
                                    "how many doors there are"),
                                "mode",
                                Map.of(
                                    "type",
                                    "string",
                                    "enum",
                                    List.of("open-house", "closed"),
                                    "default",
                                    "closed",
                                    "description",
                                    "how the house is run")))))
            .addPolicies(
                PolicyInfo.newBuilder()
                    .setName("exemptions")
                    .setDisplayName("Exemptions are current and in use")
                    .setDescription("Exemptions are current and in use")
                    .setMessage("Why: unused and expired exemptions go unnoticed")
                    .setEnforcementLevel(EnforcementLevel.MANDATORY)
                    .setPolicyType(PolicyType.POLICY_TYPE_STACK)
                    .setRemediationSteps("remove the entry, or have its owner renew it")
                    .setConfigSchema(
                        schema(
                            Map.of(
                                "entries",
                                Map.of(
                                    "type",
                                    "array",
                                    "items",
                                    Map.of("type", "object"),
                                    "default",
                                    List.of(),
                                    "description",
                                    "which resource may violate which rule, why and until when")))))
            .build(),
        engine.getAnalyzerInfo(Empty.getDefaultInstance()));
  }

  @Test
  void get_analyzer_info_tells_how_a_pack_is_listed_and_configured_to_begin_with() {
    var pack =
        PACK.listedAs(
                new PackListing(
                    "House rules", "# House", "a", List.of("door"), "https://house.git"))
            .initially("doors-are-shut", RuleConfig.of(Map.of("undecided", "fail")))
            .initially("doors-are-counted", RuleConfig.at(Level.DISABLED));
    var info = new PackMessages(pack).info();
    assertEquals(
        AnalyzerInfo.newBuilder()
            .setName("house")
            .setDisplayName("House rules")
            .setVersion("1.2.3")
            .setDescription("Doors.")
            .setReadme("# House")
            .setProvider("a")
            .addTags("door")
            .setRepository("https://house.git")
            .setSupportsConfig(true)
            .putInitialConfig(
                "doors-are-shut",
                PolicyConfig.newBuilder()
                    .setEnforcementLevel(EnforcementLevel.MANDATORY)
                    .setProperties(properties(Map.of("undecided", text("fail"))))
                    .build())
            .putInitialConfig(
                "doors-are-counted",
                PolicyConfig.newBuilder()
                    .setEnforcementLevel(EnforcementLevel.DISABLED)
                    .setProperties(properties(Map.of()))
                    .build())
            .build(),
        info.toBuilder().clearPolicies().build());
  }

  @Test
  void get_analyzer_info_tells_no_page_that_is_no_address() {
    var urls =
        new PackMessages(PACK.pagesUnder("docs"))
            .info().getPoliciesList().stream().map(PolicyInfo::getUrl).toList();
    assertEquals(List.of("", "https://code.example/7.1", ""), urls);
  }

  @Test
  void get_analyzer_info_tells_what_must_be_configured() {
    var rule =
        Rule.named("kept")
            .title("T")
            .because("b")
            .settings(Setting.text("keeper", "who"), Setting.bool("often", true, "whether"))
            .onStack(stack -> Verdict.compliant());
    var info = new PackMessages(PACK.rules(rule)).info();
    assertEquals(
        List.of("keeper"),
        info.getPolicies(0).getConfigSchema().getRequiredList().stream().toList());
  }

  @Test
  void cancel_is_acknowledged() {
    assertEquals(Empty.getDefaultInstance(), engine.cancel(Empty.getDefaultInstance()));
  }

  @Test
  void analyze_passes_what_is_lawful() {
    assertEquals(
        AnalyzeResponse.newBuilder().addNotApplicable(STACK_ONLY).build(),
        engine.analyze(door(Map.of("shut", bool(true)))));
  }

  @Test
  void analyze_reports_a_violation_in_full() {
    assertEquals(
        AnalyzeResponse.newBuilder()
            .addDiagnostics(shut("shut is false", EnforcementLevel.MANDATORY))
            .addNotApplicable(STACK_ONLY)
            .build(),
        engine.analyze(door(Map.of("shut", bool(false)))));
  }

  @Test
  void analyze_says_of_other_types_that_no_rule_applies() {
    assertEquals(
        AnalyzeResponse.newBuilder()
            .addNotApplicable(notApplicable("doors-are-shut", "judges a:b:Door"))
            .addNotApplicable(STACK_ONLY)
            .build(),
        engine.analyze(AnalyzeRequest.newBuilder().setType("a:b:Window").setUrn("w").build()));
  }

  @Test
  void analyze_does_not_count_the_unknown_as_passed() {
    assertEquals(
        AnalyzeResponse.newBuilder()
            .addNotApplicable(notApplicable("doors-are-shut", "undecided: shut"))
            .addNotApplicable(STACK_ONLY)
            .build(),
        engine.analyze(door(Map.of("shut", text(UNKNOWN)))));
  }

  @ParameterizedTest
  @CsvSource({"ADVISORY, ADVISORY", "MANDATORY, MANDATORY", "REMEDIATE, MANDATORY"})
  void configure_sets_the_level_of_a_rule(EnforcementLevel configured, EnforcementLevel shown) {
    configure("doors-are-shut", configured);
    assertEquals(
        List.of(shut("shut is not set", shown)),
        engine.analyze(door(Map.of())).getDiagnosticsList());
  }

  @Test
  void configure_switches_a_rule_off_and_ignores_what_it_does_not_know() {
    configure("doors-are-shut", EnforcementLevel.DISABLED);
    configure("no-such-rule", EnforcementLevel.MANDATORY);
    engine.configure(
        ConfigureAnalyzerRequest.newBuilder()
            .putPolicyConfig(
                "doors-are-counted", PolicyConfig.newBuilder().setEnforcementLevelValue(99).build())
            .build());
    assertEquals(
        AnalyzeResponse.newBuilder().addNotApplicable(STACK_ONLY).build(),
        engine.analyze(door(Map.of())));
    assertEquals(RemediateResponse.getDefaultInstance(), engine.remediate(door(Map.of())));
  }

  @Test
  void configure_refuses_what_is_not_valid_in_words_that_fit() {
    assertEquals(
        "the configuration of house is not valid: "
            + "doors-are-counted: doors is 'many', not a whole number from 0 to 9",
        refusal(Map.of("doors", text("many"))));
    var long1 = refusal(Map.of("x".repeat(20_000), text("y")));
    assertEquals(7_000 + " … and more".length(), long1.length());
    var long2 = refusal(Map.of("ü%".repeat(20_000), text("y")));
    assertEquals(true, long2.endsWith(" … and more") && long2.length() < 1_000);
  }

  private String refusal(Map<String, Value> config) {
    var request =
        ConfigureAnalyzerRequest.newBuilder()
            .putPolicyConfig(
                "doors-are-counted",
                PolicyConfig.newBuilder().setProperties(properties(config)).build())
            .build();
    var refusal = assertThrows(StatusRuntimeException.class, () -> engine.configure(request));
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
    return String.valueOf(refusal.getStatus().getDescription());
  }

  @Test
  void configure_takes_every_kind_of_setting() {
    engine.configure(
        ConfigureAnalyzerRequest.newBuilder()
            .putPolicyConfig(
                "doors-are-counted",
                PolicyConfig.newBuilder()
                    .setEnforcementLevel(EnforcementLevel.MANDATORY)
                    .setProperties(
                        properties(
                            Map.of(
                                "doors",
                                Value.newBuilder().setNumberValue(0).build(),
                                "mode",
                                text("open-house"))))
                    .build())
            .build());
    assertEquals(
        AnalyzeResponse.newBuilder().addNotApplicable(NO_EXEMPTIONS).build(),
        engine.analyzeStack(AnalyzeStackRequest.getDefaultInstance()));
  }

  @Test
  void analyze_stack_judges_the_whole_and_leaves_the_resource_open() {
    assertEquals(
        AnalyzeResponse.newBuilder()
            .addDiagnostics(
                AnalyzeDiagnostic.newBuilder()
                    .setPolicyName("doors-are-counted")
                    .setPolicyPackName("house")
                    .setPolicyPackVersion("1.2.3")
                    .setDescription("There is one door")
                    .setMessage(
                        "There is one door\nthere are 0\nWhy: there is one key\n"
                            + "Fix: remove the others; "
                            + "see https://code.example/7.1")
                    .setEnforcementLevel(EnforcementLevel.ADVISORY))
            .addNotApplicable(NO_EXEMPTIONS)
            .build(),
        engine.analyzeStack(AnalyzeStackRequest.getDefaultInstance()));
  }

  @Test
  void analyze_stack_sums_up_what_is_undecided() {
    var door = door(Map.of("shut", text(UNKNOWN)));
    engine.analyze(door);
    assertEquals(
        AnalyzeResponse.newBuilder()
            .addDiagnostics(
                AnalyzeDiagnostic.newBuilder()
                    .setPolicyName("doors-are-shut")
                    .setPolicyPackName("house")
                    .setPolicyPackVersion("1.2.3")
                    .setDescription("Doors are shut")
                    .setMessage(
                        "Doors are shut\nundecided: 1 resource waits for shut; "
                            + "decided at update, before the resource is touched\nfront")
                    .setEnforcementLevel(EnforcementLevel.ADVISORY)
                    .setSeverity(PolicySeverity.POLICY_SEVERITY_HIGH))
            .addNotApplicable(NO_EXEMPTIONS)
            .build(),
        engine.analyzeStack(stack(door)));
  }

  @Test
  void analyze_stack_forgets_what_another_run_has_seen() {
    var door = door(Map.of("shut", text(UNKNOWN)));
    engine.analyze(door);
    engine.configureStack(AnalyzerStackConfigureRequest.newBuilder().setDryRun(false).build());
    assertEquals(
        AnalyzeResponse.newBuilder().addNotApplicable(NO_EXEMPTIONS).build(),
        engine.analyzeStack(stack(door)));
  }

  @Test
  void remediate_does_nothing_at_another_level_or_where_nothing_is_wrong() {
    assertEquals(RemediateResponse.getDefaultInstance(), engine.remediate(door(Map.of())));
    configure("doors-are-shut", EnforcementLevel.REMEDIATE);
    assertEquals(
        RemediateResponse.getDefaultInstance(), engine.remediate(door(Map.of("shut", bool(true)))));
  }

  @Test
  void remediate_changes_one_property_and_returns_the_rest_as_it_came() {
    configure("doors-are-shut", EnforcementLevel.REMEDIATE);
    var asset =
        Value.newBuilder()
            .setStructValue(
                properties(
                    Map.of(
                        "4dabf18193072939515e22adb298388d",
                        text("c44067f5952c0a294b673a41bacd8c17"),
                        "hash",
                        text("0a1b"),
                        "path",
                        text("door.png"))))
            .build();
    var before = Map.of("shut", bool(false), "picture", asset, "__defaults", text(""));
    var after = Map.of("shut", bool(true), "picture", asset, "__defaults", text(""));
    assertEquals(
        RemediateResponse.newBuilder()
            .addRemediations(
                Remediation.newBuilder()
                    .setPolicyName("doors-are-shut")
                    .setPolicyPackName("house")
                    .setPolicyPackVersion("1.2.3")
                    .setDescription("Doors are shut")
                    .setProperties(properties(after)))
            .build(),
        engine.remediate(door(before)));
  }

  @Test
  void the_level_of_the_pack_is_for_rules_without_one() {
    var strict = PACK.defaultLevel(Level.MANDATORY);
    var answer =
        new SimulatedEngine(strict, true)
            .analyzeStack(List.of()).shown().stream().map(SimulatedEngine.Shown::level).toList();
    assertEquals(List.of(Level.MANDATORY), answer);
    assertTrue(engines.isEmpty());
  }
}
