package io.datatier.config;

import java.util.List;
import java.util.Optional;

/**
 * A key with keys of its own.
 *
 * @param prose what the page says of it before it lists the keys
 * @param alternatives at least one; of several, a configuration takes one
 * @param purpose where it is empty and the section is missing, the keys that the section requires
 *     are missed
 */
public record Section(
    String name, String prose, List<Alternative> alternatives, Optional<String> purpose)
    implements Key {

  /**
   * Keys that go together.
   *
   * @param title what taking them means; empty if there is no choice
   */
  public record Alternative(String title, List<Key> keys) {

    public Alternative {
      keys = List.copyOf(keys);
    }

    /** The alternative that has {@code keys}. */
    public static Alternative of(String title, Key... keys) {
      return new Alternative(title, List.of(keys));
    }
  }

  public Section {
    alternatives = List.copyOf(alternatives);
  }

  /** A section that has {@code keys}. */
  public static Section of(String name, String prose, Key... keys) {
    return new Section(name, prose, List.of(Alternative.of("", keys)), Optional.empty());
  }

  /** All keys, in the order of declaration. */
  public List<Key> keys() {
    return alternatives.stream().flatMap(it -> it.keys().stream()).toList();
  }

  /** This section, missed where it is not given; {@code purpose} completes "… is missing: ". */
  Section required(String purpose) {
    return new Section(name, prose, alternatives, Optional.of(purpose));
  }
}
