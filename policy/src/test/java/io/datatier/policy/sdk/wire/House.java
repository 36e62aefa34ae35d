package io.datatier.policy.sdk.wire;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.datatier.policy.sdk.Framework;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Severity;
import io.datatier.policy.sdk.Verdict;
import java.util.Map;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyNotApplicable;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;

/** A pack of two rules, and what the engine sends it and gets for it. */
final class House {

  private House() {}

  static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  static final Rule SHUT =
      Rule.named("doors-are-shut")
          .title("Doors are shut")
          .because("it is cold outside")
          .severity(Severity.HIGH)
          .mandatory()
          .on("a:b:Door", House::judge)
          .remedy("set shut to true", door -> door.with("shut", true));

  enum Mode {
    OPEN_HOUSE,
    CLOSED
  }

  static final Setting<Integer> DOORS =
      Setting.integer("doors", 1, "how many doors there are").between(0, 9);

  static final Setting<Mode> MODE = Setting.choice("mode", Mode.CLOSED, "how the house is run");

  static final Rule COUNTED =
      Rule.named("doors-are-counted")
          .title("There is one door")
          .because("there is one key")
          .fix("remove the others")
          .displayName("One door")
          .framework(Framework.of("House code", "2", "7.1").specifiedAs("Count the doors."))
          .tags("door", "key")
          .url("https://code.example/7.1")
          .settings(DOORS, MODE)
          .onStack(
              stack ->
                  stack.resources("a:b:Door").size() == stack.setting(DOORS)
                      ? Verdict.compliant()
                      : Verdict.violation("there are " + stack.resources("a:b:Door").size()));

  static final PolicyPack PACK =
      PolicyPack.named("house", "1.2.3")
          .describedAs("Doors.")
          .pagesUnder("https://house.example/rules")
          .explained()
          .rules(SHUT, COUNTED);

  static Verdict judge(ResourceView door) {
    return door.bool("shut")
        .whenKnown(shut -> shut ? Verdict.compliant() : Verdict.violation("is false"))
        .whenAbsent(Verdict.violation("is not set"));
  }

  static Value bool(boolean value) {
    return Value.newBuilder().setBoolValue(value).build();
  }

  static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  static Struct properties(Map<String, Value> fields) {
    return Struct.newBuilder().putAllFields(fields).build();
  }

  static AnalyzeRequest door(Map<String, Value> fields) {
    return AnalyzeRequest.newBuilder()
        .setType("a:b:Door")
        .setUrn("urn:pulumi:dev::house::a:b:Door::front")
        .setName("front")
        .setProperties(properties(fields))
        .build();
  }

  static AnalyzeStackRequest stack(AnalyzeRequest... doors) {
    var request = AnalyzeStackRequest.newBuilder();
    for (var door : doors) {
      request.addResources(
          AnalyzerResource.newBuilder()
              .setType(door.getType())
              .setUrn(door.getUrn())
              .setName(door.getName()));
    }
    return request.build();
  }

  static AnalyzeDiagnostic shut(String finding, EnforcementLevel level) {
    return AnalyzeDiagnostic.newBuilder()
        .setPolicyName("doors-are-shut")
        .setPolicyPackName("house")
        .setPolicyPackVersion("1.2.3")
        .setDescription("Doors are shut")
        .setMessage(
            "Doors are shut\n"
                + finding
                + "\nWhy: it is cold outside"
                + "\nFix: set shut to true; see https://house.example/rules/doors-are-shut.md")
        .setEnforcementLevel(level)
        .setUrn("urn:pulumi:dev::house::a:b:Door::front")
        .setSeverity(PolicySeverity.POLICY_SEVERITY_HIGH)
        .build();
  }

  static PolicyNotApplicable notApplicable(String rule, String reason) {
    return PolicyNotApplicable.newBuilder().setPolicyName(rule).setReason(reason).build();
  }

  static final PolicyNotApplicable NO_EXEMPTIONS = notApplicable("exemptions", "nothing is exempt");

  static final PolicyNotApplicable STACK_ONLY =
      notApplicable("doors-are-counted", "judges the stack as a whole");
}
