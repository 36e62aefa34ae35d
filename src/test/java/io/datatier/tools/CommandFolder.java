package io.datatier.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a command runs in, and what it prints there. */
public final class CommandFolder {

  private final Path path;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  public CommandFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** What the command is to print on. */
  public PrintStream out() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** What the command is to complain on. */
  public PrintStream err() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  /** What the command has printed. */
  public String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the command has complained of. */
  public String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  public void write(String file, String text) throws IOException {
    Files.writeString(path.resolve(file), text);
  }

  /** Writes a tool for the command to call; gives its path. */
  public String script(String name, String body) throws IOException {
    write(name, "#!/bin/sh\n" + body);
    assertTrue(path.resolve(name).toFile().setExecutable(true));
    return path.resolve(name).toString();
  }
}
