package io.datatier.sweep.pack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.exceptions.ExceptionRegister;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code --policy-pack-config} says of a pack's rules, as the engine reads it (pulumi/pulumi,
 * pkg/resource/analyzer/config.go): {@code all} first, then each rule by its name.
 */
public final class PackConfiguration {

  private static final String ALL = "all";
  private static final String LEVEL = "enforcementLevel";

  private final Map<String, RuleConfig> given;

  private PackConfiguration(Map<String, RuleConfig> given) {
    this.given = given;
  }

  /**
   * Reads the policies of a register.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public static PackConfiguration of(ExceptionRegister register) {
    var faults = new ArrayList<String>();
    var given = new HashMap<String, RuleConfig>();
    register
        .policies()
        .asMap()
        .forEach((rule, config) -> given.put(rule, config(rule, config, faults)));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return new PackConfiguration(given);
  }

  private static RuleConfig config(String rule, JsonElement config, List<String> faults) {
    if (config instanceof JsonPrimitive level) {
      return new RuleConfig(level(rule, level, faults), Fields.NONE);
    } else if (config instanceof JsonObject settings) {
      var rest = settings.deepCopy();
      var level = rest.remove(LEVEL);
      return new RuleConfig(
          level == null ? Optional.empty() : level(rule, level, faults),
          PropertyValue.fields(plain(rest)));
    }
    faults.add("%s is neither a level nor an object of settings".formatted(rule));
    return new RuleConfig(Optional.empty(), Fields.NONE);
  }

  private static Optional<Level> level(String rule, JsonElement given, List<String> faults) {
    var found =
        Arrays.stream(Level.values())
            .filter(
                level ->
                    given instanceof JsonPrimitive text && name(level).equals(text.getAsString()))
            .findFirst();
    if (found.isEmpty()) {
      faults.add(
          "%s has the level %s, which is not one of %s"
              .formatted(
                  rule,
                  given,
                  Arrays.stream(Level.values())
                      .map(PackConfiguration::name)
                      .collect(Collectors.joining(", "))));
    }
    return found;
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> plain(JsonObject object) {
    var plain = new HashMap<String, Object>();
    object.asMap().forEach((key, value) -> plain.put(key, PropertyValue.of(plain(value))));
    return plain;
  }

  private static Object plain(JsonElement value) {
    if (value instanceof JsonObject object) {
      return plain(object);
    } else if (value instanceof JsonArray list) {
      return list.asList().stream().map(PackConfiguration::plain).toList();
    } else if (value instanceof JsonPrimitive primitive) {
      return primitive.isBoolean()
          ? primitive.getAsBoolean()
          : primitive.isNumber() ? primitive.getAsDouble() : primitive.getAsString();
    }
    return new PropertyValue.Null();
  }

  /**
   * The configuration of every rule of a pack. A rule that the pack does not have is passed over.
   */
  public Map<String, RuleConfig> of(PolicyPack pack) {
    var all = Optional.ofNullable(given.get(ALL)).flatMap(RuleConfig::level);
    return Stream.concat(pack.rules().stream(), Stream.of(Exemption.RULE))
        .collect(Collectors.toMap(Rule::id, rule -> of(pack, rule, all)));
  }

  private RuleConfig of(PolicyPack pack, Rule rule, Optional<Level> all) {
    var none = new RuleConfig(Optional.empty(), Fields.NONE);
    var initial = pack.initial().getOrDefault(rule.id(), none);
    var own = given.getOrDefault(rule.id(), none);
    var level = own.level().or(() -> all).or(initial::level).orElse(pack.levelOf(rule));
    return own.level(level);
  }
}
