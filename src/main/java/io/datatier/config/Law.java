package io.datatier.config;

import io.datatier.values.InvalidValue;

/** What holds of a record of settings, whoever makes it. */
public final class Law {

  private Law() {}

  /**
   * Holds the components of a record to their bounds and to the rules of the record.
   *
   * @param components all of them, in their order
   * @throws InvalidValue for the first that does not hold
   */
  public static void hold(Class<? extends Record> type, Object... components) {
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
