package io.datatier.policy.sdk.wire;

import com.google.protobuf.ByteString;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Severity;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.run.Finding;
import io.datatier.policy.sdk.run.Judgement;
import io.datatier.policy.sdk.run.Judgement.Skip;
import io.datatier.policy.sdk.run.Messages;
import io.datatier.policy.sdk.run.Remedied;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyNotApplicable;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.AnalyzerOuterClass.Remediation;

/** Translates between the engine's messages and the SDK's types. */
final class AnalyzerMessages {

  private static final int MOST_SAID = 10_000;

  private final PolicyPack pack;
  private final Messages texts;
  private final Map<Skip, PolicyNotApplicable> said = new ConcurrentHashMap<>();

  AnalyzerMessages(PolicyPack pack) {
    this.pack = pack;
    this.texts = new Messages(pack);
  }

  static StackFacts facts(AnalyzerStackConfigureRequest request) {
    return new StackFacts(
        request.getOrganization(),
        request.getProject(),
        request.getStack(),
        request.getDryRun(),
        request.getTagsMap(),
        request.getConfigMap(),
        Set.copyOf(request.getConfigSecretKeysList()));
  }

  static Map<String, RuleConfig> config(ConfigureAnalyzerRequest request) {
    var config = new HashMap<String, RuleConfig>();
    request
        .getPolicyConfigMap()
        .forEach(
            (rule, given) ->
                config.put(
                    rule,
                    new RuleConfig(
                        level(given.getEnforcementLevel()),
                        PropertyCodec.decode(given.getProperties()))));
    return config;
  }

  static ResourceOptions options(AnalyzerResourceOptions options) {
    var timeouts = options.getCustomTimeouts();
    return new ResourceOptions(
        options.getProtect(),
        options.getIgnoreChangesList(),
        options.getDeleteBeforeReplaceDefined()
            ? Optional.of(options.getDeleteBeforeReplace())
            : Optional.empty(),
        options.getAdditionalSecretOutputsList(),
        options.getAliasesList(),
        new ResourceOptions.Timeouts(
            seconds(timeouts.getCreate()),
            seconds(timeouts.getRead()),
            seconds(timeouts.getUpdate()),
            seconds(timeouts.getDelete())),
        options.getParent());
  }

  /** As Java casts: not a number becomes zero, and too large a value the largest. */
  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  /** The level in a message; empty for one of a newer engine. */
  static Optional<Level> level(EnforcementLevel level) {
    return switch (level) {
      case ADVISORY -> Optional.of(Level.ADVISORY);
      case MANDATORY -> Optional.of(Level.MANDATORY);
      case REMEDIATE -> Optional.of(Level.REMEDIATE);
      case DISABLED -> Optional.of(Level.DISABLED);
      case UNRECOGNIZED -> Optional.empty();
    };
  }

  static EnforcementLevel level(Level level) {
    return switch (level) {
      case ADVISORY -> EnforcementLevel.ADVISORY;
      case MANDATORY -> EnforcementLevel.MANDATORY;
      case REMEDIATE -> EnforcementLevel.REMEDIATE;
      case DISABLED -> EnforcementLevel.DISABLED;
    };
  }

  static PolicySeverity severity(Rule rule) {
    return rule.severity()
        .map(AnalyzerMessages::severity)
        .orElse(PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
  }

  private static PolicySeverity severity(Severity severity) {
    return switch (severity) {
      case LOW -> PolicySeverity.POLICY_SEVERITY_LOW;
      case MEDIUM -> PolicySeverity.POLICY_SEVERITY_MEDIUM;
      case HIGH -> PolicySeverity.POLICY_SEVERITY_HIGH;
      case CRITICAL -> PolicySeverity.POLICY_SEVERITY_CRITICAL;
    };
  }

  AnalyzeResponse judgement(Judgement judgement) {
    var response = AnalyzeResponse.newBuilder();
    judgement.findings().forEach(finding -> response.addDiagnostics(diagnostic(finding)));
    judgement.skips().forEach(skip -> response.addNotApplicable(notApplicable(skip)));
    return response.build();
  }

  /** Most rules are not about most types, and each resource says so in the same few words. */
  private PolicyNotApplicable notApplicable(Skip skip) {
    return said.size() < MOST_SAID
        ? said.computeIfAbsent(skip, AnalyzerMessages::encoded)
        : encoded(skip);
  }

  /** Bytes are written as they are; a text would be encoded again each time. */
  private static PolicyNotApplicable encoded(Skip skip) {
    return PolicyNotApplicable.newBuilder()
        .setPolicyNameBytes(ByteString.copyFromUtf8(skip.rule()))
        .setReasonBytes(ByteString.copyFromUtf8(skip.reason()))
        .build();
  }

  private AnalyzeDiagnostic diagnostic(Finding finding) {
    return AnalyzeDiagnostic.newBuilder()
        .setPolicyName(finding.rule().id())
        .setPolicyPackName(pack.name())
        .setPolicyPackVersion(pack.version())
        .setDescription(finding.rule().title())
        .setMessage(texts.of(finding))
        .setEnforcementLevel(level(finding.level()))
        .setUrn(finding.urn())
        .setSeverity(severity(finding.rule()))
        .build();
  }

  RemediateResponse remedied(List<Remedied> remedied) {
    return RemediateResponse.newBuilder()
        .addAllRemediations(remedied.stream().map(this::remediation).toList())
        .build();
  }

  private Remediation remediation(Remedied remedied) {
    return Remediation.newBuilder()
        .setPolicyName(remedied.rule().id())
        .setPolicyPackName(pack.name())
        .setPolicyPackVersion(pack.version())
        .setDescription(remedied.rule().title())
        .setProperties(PropertyCodec.encode(remedied.properties()))
        .setDiagnostic(remedied.failure())
        .build();
  }
}
