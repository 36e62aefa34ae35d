package io.datatier.config;

import java.util.Optional;

/**
 * A key that a section of the configuration has, declared once: reading, the page for people and
 * the schema for editors all follow the declaration.
 */
public sealed interface Key
    permits Setting, SettingList, SettingMap, Section, SectionList, SettingOrSection {

  /** How the key is written, inside its section. */
  String name();

  /**
   * What the key is for, completing "… is missing: ", if its section makes no sense without it;
   * otherwise nothing.
   */
  Optional<String> purpose();
}
