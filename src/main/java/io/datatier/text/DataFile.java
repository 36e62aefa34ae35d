package io.datatier.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A resource file next to a class. */
public final class DataFile {

  private DataFile() {}

  /** The text of the file {@code name} next to {@code neighbor}. */
  public static String text(Class<?> neighbor, String name) {
    try (var stream = Objects.requireNonNull(neighbor.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The rows of the table {@code name}, split at whitespace, without lines that start with #. */
  public static List<List<String>> rows(Class<?> neighbor, String name) {
    return text(neighbor, name)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> List.of(line.split("\\s+", -1)))
        .toList();
  }
}
