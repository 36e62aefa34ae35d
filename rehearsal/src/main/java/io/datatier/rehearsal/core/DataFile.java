package io.datatier.rehearsal.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Data in a file next to the class that reads it. */
public final class DataFile {

  private DataFile() {}

  /** The words of each line, without empty lines and those that begin with {@code #}. */
  public static List<List<String>> rows(Class<?> reader, String name) {
    try (var file = Objects.requireNonNull(reader.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\s+", -1)))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
