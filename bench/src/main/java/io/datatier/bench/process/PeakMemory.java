package io.datatier.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The most memory that a process has had so far: VmHWM of {@code /proc/PID/status}. */
public final class PeakMemory {

  private static final Pattern LINE = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

  private PeakMemory() {}

  /** In MiB; empty if the process has gone. */
  public static OptionalDouble of(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException gone) {
      return OptionalDouble.empty();
    }
  }

  /** A process that has ended and was not waited for has no memory and no such line. */
  static OptionalDouble parse(String status) {
    var line = LINE.matcher(status);
    return line.find()
        ? OptionalDouble.of(Long.parseLong(line.group(1)) / 1024.0)
        : OptionalDouble.empty();
  }
}
