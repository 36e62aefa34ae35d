package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule's configuration: a validated value, or the default, for each setting that it declares. */
public final class Settings {

  /** The settings of a rule that has none. */
  public static final Settings NONE = new Settings(Map.of());

  /** The most characters shown of a configured text. */
  private static final int LONGEST_TEXT = 60;

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Validates a configuration.
   *
   * @param fault receives each missing, malformed or undeclared value, with what was given and what
   *     is allowed
   */
  public static Settings of(Collection<Setting<?>> declared, Fields given, Consumer<String> fault) {
    for (var setting : declared) {
      if (setting.isRequired() && !given.values().containsKey(setting.name())) {
        fault.accept("%s is missing: give %s".formatted(setting, setting.allowed()));
      }
    }
    return ofGiven(declared, given, fault);
  }

  /** The same, but required settings may still be missing; reading one of them throws. */
  public static Settings ofGiven(
      Collection<Setting<?>> declared, Fields given, Consumer<String> fault) {
    var values = new HashMap<Setting<?>, Object>();
    for (var setting : declared) {
      var configured = given.values().get(setting.name());
      var value = configured == null ? setting.byDefault() : setting.read(configured);
      if (value != null) {
        values.put(setting, value);
      } else if (configured != null) {
        setting.explain(configured, fault);
      }
    }
    var names = declared.stream().map(Setting::name).sorted().toList();
    given.values().keySet().stream()
        .filter(name -> !names.contains(name))
        .map(name -> "%s is not a setting of this rule; it has %s".formatted(name, join(names)))
        .forEach(fault);
    return new Settings(values);
  }

  /**
   * The value of a setting.
   *
   * @throws IllegalStateException if the rule does not declare it, or it must be configured and is
   *     not
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the setting %s is not configured, or the rule does not declare it: add "
                            .formatted(setting)
                        + ".settings(…)"));
  }

  /** The value of a setting, if the rule declares it and it has one. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Setting<T> setting) {
    // Only the setting that read a value stores it.
    return Optional.ofNullable((T) values.get(setting));
  }

  private static String join(List<String> names) {
    return String.join(", ", names);
  }

  /** A configured value, short enough for a message. */
  static String text(PropertyValue value) {
    if (value instanceof Text text) {
      var start = text.value().substring(0, Math.min(LONGEST_TEXT, text.value().length()));
      return start.equals(text.value()) ? "'%s'".formatted(start) : "'%s…'".formatted(start);
    } else if (value instanceof Numeric number) {
      return NumberKind.text(number.value());
    } else if (value instanceof Bool bool) {
      return Boolean.toString(bool.value());
    } else if (value instanceof Elements elements) {
      var some = elements.values().stream().limit(3).map(Settings::text);
      var more = elements.values().size() > 3 ? Stream.of("…") : Stream.<String>of();
      return Stream.concat(some, more).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Null ? "null" : "an object";
  }
}
