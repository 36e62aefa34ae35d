package io.datatier.config;

import java.util.Optional;

/**
 * A key with a list of sections.
 *
 * @param each every one of them
 * @param least how many there are at least
 * @param most how many there are at most
 */
public record SectionList(Section each, int least, int most, Optional<String> purpose)
    implements Key {

  @Override
  public String name() {
    return each.name();
  }
}
