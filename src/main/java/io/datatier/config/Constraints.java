package io.datatier.config;

/** Checks a record of settings, whether configuration or a program creates it. */
public final class Constraints {

  private Constraints() {}

  /**
   * Checks the components of a record against their bounds and the record's rules.
   *
   * @param components all of them, in their order
   * @throws InvalidValue for the first violation
   */
  public static void check(Class<? extends Record> type, Object... components) {
    var parts = Forms.group(type).parts();
    if (parts.size() != components.length) {
      throw new IllegalArgumentException(type + " has " + parts.size() + " components");
    }
    var frame = new Frame();
    for (var index = 0; index < components.length; index++) {
      parts.get(index).require(components[index]);
      frame.put(parts.get(index).name(), components[index]);
    }
    Rules.of(type).stream().filter(Rules::isOwn).forEach(rule -> rule.ask(frame, frame));
  }
}
