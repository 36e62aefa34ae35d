package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Severity;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.run.Finding;
import io.datatier.policy.sdk.run.Judgement;
import io.datatier.policy.sdk.run.PolicyRun;
import io.datatier.policy.sdk.run.Remedied;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicyNotApplicable;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.AnalyzerOuterClass.Remediation;

/** The engine's messages to and from what the SDK thinks in. */
final class AnalyzerMessages {

  private final PolicyPack pack;
  private final PolicyRun run;

  AnalyzerMessages(PolicyPack pack, PolicyRun run) {
    this.pack = pack;
    this.run = run;
  }

  static ResourceView resource(AnalyzeRequest request) {
    return new ResourceView(
        request.getType(),
        request.getUrn(),
        request.getName(),
        PropertyCodec.decode(request.getProperties()));
  }

  static StackResource resource(AnalyzerResource resource) {
    var sources = new HashMap<String, Set<String>>();
    resource
        .getPropertyDependenciesMap()
        .forEach((property, urns) -> sources.put(property, Set.copyOf(urns.getUrnsList())));
    return new StackResource(
        new ResourceView(
            resource.getType(),
            resource.getUrn(),
            resource.getName(),
            PropertyCodec.decode(resource.getProperties())),
        !resource.hasProvider(),
        resource.getParent(),
        Set.copyOf(resource.getDependenciesList()),
        sources);
  }

  /** The level in a message; none for one that a newer engine may have. */
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

  private static PolicySeverity severity(Rule rule) {
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

  AnalyzerInfo info() {
    return AnalyzerInfo.newBuilder()
        .setName(pack.name())
        .setDisplayName(pack.name())
        .setVersion(pack.version())
        .setDescription(pack.description())
        .setSupportsConfig(true)
        .addAllPolicies(pack.rules().stream().map(this::info).toList())
        .build();
  }

  private PolicyInfo info(Rule rule) {
    return PolicyInfo.newBuilder()
        .setName(rule.id())
        .setDisplayName(rule.title())
        .setDescription(rule.title())
        .setMessage("Why: " + rule.because())
        .setEnforcementLevel(level(run.levelOf(rule)))
        .setSeverity(severity(rule))
        .setPolicyType(type(rule))
        .setRemediationSteps(rule.fix().orElse(""))
        .setUrl(pack.pages().startsWith("https:") ? pack.pages() + rule.id() + ".md" : "")
        .build();
  }

  /** A rule of both kinds is sent as of unknown type, which the engine counts among both. */
  private static PolicyType type(Rule rule) {
    if (rule.stackCheck().isEmpty()) {
      return PolicyType.POLICY_TYPE_RESOURCE;
    }
    return rule.types().isEmpty() ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_UNKNOWN;
  }

  AnalyzeResponse judgement(Judgement judgement) {
    return AnalyzeResponse.newBuilder()
        .addAllDiagnostics(judgement.findings().stream().map(this::diagnostic).toList())
        .addAllNotApplicable(
            judgement.skips().stream()
                .map(
                    skip ->
                        PolicyNotApplicable.newBuilder()
                            .setPolicyName(skip.rule())
                            .setReason(skip.reason())
                            .build())
                .toList())
        .build();
  }

  private AnalyzeDiagnostic diagnostic(Finding finding) {
    return AnalyzeDiagnostic.newBuilder()
        .setPolicyName(finding.rule().id())
        .setPolicyPackName(pack.name())
        .setPolicyPackVersion(pack.version())
        .setDescription(finding.rule().title())
        .setMessage(finding.message())
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
