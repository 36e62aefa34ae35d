package io.datatier.proof.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that an option names; a fault of it names both.
 *
 * @param option such as {@code --ca}
 */
public record OptionFile(String option, Path file) {

  /**
   * Its text, which is in UTF-8.
   *
   * @throws IOException if it cannot be read; the message is a sentence
   */
  public String text() throws IOException {
    check();
    try {
      return Files.readString(file);
    } catch (CharacterCodingException noText) {
      throw new IOException("%s: %s is not UTF-8 text.".formatted(option, file), noText);
    }
  }

  /**
   * Whether it can be read.
   *
   * @throws IOException if it cannot; the message is a sentence
   */
  public void check() throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("%s: there is no file %s.".formatted(option, file));
    }
    if (Files.isDirectory(file)) {
      throw new IOException("%s: %s is a folder, not a file.".formatted(option, file));
    }
    if (!Files.isReadable(file)) {
      throw new IOException("%s: you may not read %s.".formatted(option, file));
    }
  }
}
