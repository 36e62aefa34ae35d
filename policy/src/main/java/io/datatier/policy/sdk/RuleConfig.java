package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Fields;
import java.util.Map;
import java.util.Optional;

/**
 * A rule's configuration, not validated yet.
 *
 * @param level its level, if configured
 * @param properties its settings by name
 */
public record RuleConfig(Optional<Level> level, Fields properties) {

  /** A level and no settings. */
  public static RuleConfig at(Level level) {
    return new RuleConfig(Optional.of(level), Fields.NONE);
  }

  /**
   * Settings and no level.
   *
   * @param settings plain data; see {@link PropertyValue#of}
   */
  public static RuleConfig of(Map<String, ?> settings) {
    return new RuleConfig(Optional.empty(), PropertyValue.fields(settings));
  }

  /** The same, at a level. */
  public RuleConfig level(Level value) {
    return new RuleConfig(Optional.of(value), properties);
  }

  /** This configuration, with missing values taken from another. */
  public RuleConfig over(RuleConfig other) {
    var all = other.properties;
    for (var setting : properties.values().entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    return new RuleConfig(level.or(other::level), all);
  }
}
