package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a rule: declare it as a constant, add it to the rule, and read it in checks with
 * {@link ResourceView#setting}. A setting without a default must be configured.
 *
 * <pre>{@code
 * static final Setting<Integer> DAYS = Setting.integer("days", 7, "how long backups are kept");
 * }</pre>
 *
 * <p>The engine gets its JSON schema and validates configuration with it. The SDK validates again,
 * because an engine need not.
 */
public final class Setting<T> {

  /** How values of a setting are read, described, and passed to the engine. */
  interface Kind<T> {

    /** The JSON schema of a value, without description and default. */
    Map<String, Object> schema();

    /** Describes the allowed values: "a list of texts". */
    String name();

    /** The value, or null if it is of another kind. */
    @Nullable T read(PropertyValue given);

    /** Says what is wrong with a value that could not be read. */
    default void explain(String setting, PropertyValue given, Consumer<String> fault) {
      fault.accept("%s is %s, not %s".formatted(setting, Settings.text(given), name()));
    }

    /** The value as plain data. */
    default Object write(T value) {
      return value;
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

  /** Reserved: the engine's key for the level, and the SDK's own setting. */
  private static final Set<String> RESERVED = Set.of("enforcementLevel", "undecided");

  private final String name;
  private final String description;
  private final Kind<T> kind;
  private final @Nullable T byDefault;

  private Setting(String name, Kind<T> kind, @Nullable T byDefault, String description) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a setting: write one word in camelCase".formatted(name));
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException(name + " needs a description");
    }
    this.name = name;
    this.kind = kind;
    this.byDefault = byDefault;
    this.description = description;
  }

  private static <T> Setting<T> of(
      String name, Kind<T> kind, @Nullable T byDefault, String description) {
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException("every rule already has the setting '%s'".formatted(name));
    }
    return new Setting<>(name, kind, byDefault, description);
  }

  /** A setting of the SDK itself, which may have a reserved name. */
  static <T> Setting<T> ofEveryRule(String name, Kind<T> kind, T byDefault, String description) {
    return new Setting<>(name, kind, byDefault, description);
  }

  /** A boolean that must be configured. */
  public static Setting<Boolean> bool(String name, String description) {
    return of(name, new TruthKind(), null, description);
  }

  /** A boolean. */
  public static Setting<Boolean> bool(String name, boolean byDefault, String description) {
    return of(name, new TruthKind(), byDefault, description);
  }

  /** A text that must be configured. */
  public static Setting<String> text(String name, String description) {
    return of(name, new TextKind(), null, description);
  }

  /** A text. */
  public static Setting<String> text(String name, String byDefault, String description) {
    return of(name, new TextKind(), byDefault, description);
  }

  /** A list of texts that must be configured. */
  public static Setting<List<String>> texts(String name, String description) {
    return of(name, TextsKind.any(), null, description);
  }

  /** A list of texts. */
  public static Setting<List<String>> texts(
      String name, List<String> byDefault, String description) {
    return of(name, TextsKind.any(), List.copyOf(byDefault), description);
  }

  /** A number that must be configured; see {@link #between}. */
  public static Setting<Double> number(String name, String description) {
    return of(name, NumberKind.any(), null, description);
  }

  /** A number; see {@link #between}. */
  public static Setting<Double> number(String name, double byDefault, String description) {
    return of(name, NumberKind.any(), byDefault, description);
  }

  /** A whole number that must be configured; see {@link #between}. */
  public static Setting<Integer> integer(String name, String description) {
    return of(name, NumberKind.whole(), null, description);
  }

  /** A whole number; see {@link #between}. */
  public static Setting<Integer> integer(String name, int byDefault, String description) {
    return of(name, NumberKind.whole(), byDefault, description);
  }

  /** One of the constants of an enum, in lower case, with hyphens for underscores. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, E byDefault, String description) {
    return of(name, new ChoiceKind<>(byDefault.getDeclaringClass()), byDefault, description);
  }

  /** One of the constants of an enum, in lower case, that must be configured. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, Class<E> constants, String description) {
    return of(name, new ChoiceKind<>(constants), null, description);
  }

  /**
   * The same number, limited to a range, both ends included.
   *
   * @throws IllegalArgumentException if this is not a number, or its default is out of range
   */
  public Setting<T> between(double least, double most) {
    if (!(kind instanceof NumberKind<T> number)) {
      throw new IllegalArgumentException(name + " is not a number and has no range");
    }
    return narrowed(number.between(least, most));
  }

  /**
   * The same list of texts, with this many at least.
   *
   * @throws IllegalArgumentException if this is not a list of texts, or its default has fewer
   */
  public Setting<T> atLeast(int texts) {
    return sized(texts, Integer.MAX_VALUE);
  }

  /**
   * The same list of texts, with this many at least and at most.
   *
   * @throws IllegalArgumentException if this is not a list of texts, or its default has fewer or
   *     more
   */
  @SuppressWarnings("unchecked")
  public Setting<T> sized(int least, int most) {
    if (!(kind instanceof TextsKind)) {
      throw new IllegalArgumentException(name + " is not a list of texts and has no size");
    }
    // Whoever reads lists of texts reads T, for that is what this setting is made of.
    return narrowed((Kind<T>) new TextsKind(least, most));
  }

  private Setting<T> narrowed(Kind<T> narrower) {
    if (byDefault != null && narrower.read(PropertyValue.of(byDefault)) == null) {
      throw new IllegalArgumentException(
          "the default of %s is %s, not %s".formatted(name, byDefault, narrower.name()));
    }
    return new Setting<>(name, narrower, byDefault, description);
  }

  /** Its name in configuration. */
  public String name() {
    return name;
  }

  /** Whether it must be configured. */
  public boolean isRequired() {
    return byDefault == null;
  }

  /** Its JSON schema, as plain data. */
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<>(kind.schema());
    schema.put("description", description);
    if (byDefault != null) {
      schema.put("default", kind.write(byDefault));
    }
    return schema;
  }

  /** The default, if there is one. */
  @Nullable T byDefault() {
    return byDefault;
  }

  /** The configured value, or null if it is of another kind. */
  @Nullable T read(PropertyValue given) {
    return kind.read(given);
  }

  /** Says what is wrong with a value that could not be read. */
  void explain(PropertyValue given, Consumer<String> fault) {
    kind.explain(name, given, fault);
  }

  /** What a value is, for people. */
  String allowed() {
    return kind.name();
  }

  @Override
  public String toString() {
    return name;
  }

  private record TruthKind() implements Kind<Boolean> {

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "boolean");
    }

    @Override
    public String name() {
      return "true or false";
    }

    @Override
    public @Nullable Boolean read(PropertyValue given) {
      return given instanceof Bool bool ? bool.value() : null;
    }
  }

  private record TextKind() implements Kind<String> {

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string");
    }

    @Override
    public String name() {
      return "a text";
    }

    @Override
    public @Nullable String read(PropertyValue given) {
      return given instanceof Text text ? text.value() : null;
    }
  }
}
