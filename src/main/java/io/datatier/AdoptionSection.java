package io.datatier;

import io.datatier.adoption.AdoptedResource;
import io.datatier.adoption.Adoption;
import io.datatier.adoption.SecurityGroupRuleId;
import io.datatier.config.ConfigObject;
import io.datatier.config.Key;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.config.SettingList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code datatier:adopted}. */
final class AdoptionSection {

  private static final Map<AdoptedResource, Setting<String>> IDS = ids();
  private static final SettingList<SecurityGroupRuleId> INGRESS_RULES = rules("ingressRules");
  private static final SettingList<SecurityGroupRuleId> EGRESS_RULES = rules("egressRules");

  static final Section KEYS =
      Section.of(
          "adopted",
          "what something else had made before this stack took it over; see"
              + " [adopt.md](adopt.md)",
          Stream.concat(IDS.values().stream(), Stream.of(INGRESS_RULES, EGRESS_RULES))
              .toArray(Key[]::new));

  private AdoptionSection() {}

  static Adoption read(ConfigObject adopted) {
    var ids = new EnumMap<AdoptedResource, String>(AdoptedResource.class);
    IDS.forEach((resource, key) -> adopted.read(key).ifPresent(id -> ids.put(resource, id)));
    var ingressRules = adopted.list(INGRESS_RULES, Function.identity()).orElse(List.of());
    var egressRules = adopted.list(EGRESS_RULES, Function.identity()).orElse(List.of());
    // An id that was refused is company all the same.
    var named = new EnumMap<>(ids);
    IDS.forEach(
        (resource, key) -> {
          if (adopted.has(key)) {
            named.putIfAbsent(resource, "");
          }
        });
    IDS.forEach(
        (resource, key) -> {
          if (ids.containsKey(resource)) {
            adopted.together(key, () -> resource.requireCompany(named));
          }
        });
    return adopted
        .ifFaultless(() -> new Adoption(ids, ingressRules, egressRules))
        .orElse(Adoption.NONE);
  }

  private static Map<AdoptedResource, Setting<String>> ids() {
    var ids = new EnumMap<AdoptedResource, Setting<String>>(AdoptedResource.class);
    Arrays.stream(AdoptedResource.values())
        .forEach(resource -> resource.key().ifPresent(key -> ids.put(resource, id(resource, key))));
    return ids;
  }

  private static Setting<String> id(AdoptedResource resource, String key) {
    return Setting.text(key, resource::requireId)
        .like(resource.lawful())
        .allowing(resource.meaning());
  }

  private static SettingList<SecurityGroupRuleId> rules(String name) {
    return Setting.text(name, SecurityGroupRuleId::new)
        .like(SecurityGroupRuleId.LAWFUL)
        .allowing("`sgr-…`, each deleted by the next update")
        .listed(0, 1000);
  }
}
