package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Framework;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.PolicyComplianceFramework;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.PolicyConfigSchema;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicyType;

/** Describes a pack to the engine. */
final class PackMessages {

  private final PolicyPack pack;

  PackMessages(PolicyPack pack) {
    this.pack = pack;
  }

  AnalyzerInfo info() {
    return AnalyzerInfo.newBuilder()
        .setName(pack.name())
        .setDisplayName(
            pack.listing().displayName().isEmpty() ? pack.name() : pack.listing().displayName())
        .setVersion(pack.version())
        .setDescription(pack.description())
        .setSupportsConfig(true)
        .setReadme(pack.listing().readme())
        .setProvider(pack.listing().provider())
        .addAllTags(pack.listing().tags())
        .setRepository(pack.listing().repository())
        .addAllPolicies(pack.rules().stream().map(this::info).toList())
        .addPolicies(info(Exemption.RULE))
        .putAllInitialConfig(initialConfig())
        .build();
  }

  /** The engine treats an entry without a level as advisory, so each entry gets its own. */
  private Map<String, PolicyConfig> initialConfig() {
    var configs = new HashMap<String, PolicyConfig>();
    for (var rule : pack.rules()) {
      var config = pack.initial().get(rule.id());
      if (config != null) {
        configs.put(
            rule.id(),
            PolicyConfig.newBuilder()
                .setEnforcementLevel(
                    AnalyzerMessages.level(config.level().orElse(pack.levelOf(rule))))
                .setProperties(PropertyCodec.encode(config.properties()))
                .build());
      }
    }
    return configs;
  }

  private PolicyInfo info(Rule rule) {
    var info = PolicyInfo.newBuilder();
    rule.framework().map(PackMessages::framework).ifPresent(info::setFramework);
    return info.setName(rule.id())
        .setDisplayName(rule.displayName())
        .setDescription(rule.title())
        .setMessage(rule.because().isEmpty() ? "" : "Why: " + rule.because())
        .setEnforcementLevel(AnalyzerMessages.level(pack.levelOf(rule)))
        .setSeverity(AnalyzerMessages.severity(rule))
        .setPolicyType(type(rule))
        .setRemediationSteps(rule.fix().orElse(""))
        .setUrl(pack.page(rule).filter(page -> page.startsWith("https:")).orElse(""))
        .setConfigSchema(schema(rule.settings()))
        .addAllTags(rule.tags())
        .build();
  }

  private static PolicyComplianceFramework framework(Framework framework) {
    return PolicyComplianceFramework.newBuilder()
        .setName(framework.name())
        .setVersion(framework.version())
        .setReference(framework.reference())
        .setSpecification(framework.specification())
        .build();
  }

  private static PolicyConfigSchema schema(List<Setting<?>> settings) {
    var properties = Fields.NONE;
    for (var setting : settings) {
      properties = properties.with(setting.name(), PropertyValue.of(setting.schema()));
    }
    return PolicyConfigSchema.newBuilder()
        .setProperties(PropertyCodec.encode(properties))
        .addAllRequired(settings.stream().filter(Setting::isRequired).map(Setting::name).toList())
        .build();
  }

  /** A rule of both kinds is sent with unknown type, which the engine counts as both. */
  private static PolicyType type(Rule rule) {
    if (rule.stackCheck().isEmpty()) {
      return PolicyType.POLICY_TYPE_RESOURCE;
    }
    return rule.types().isEmpty() ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_UNKNOWN;
  }
}
