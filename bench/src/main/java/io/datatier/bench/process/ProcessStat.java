package io.datatier.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says of a process (proc(5)). Times are in ticks of 10 ms, which is
 * USER_HZ on every architecture that Java runs on.
 *
 * @param own CPU of the process
 * @param reaped CPU of its ended children that it has waited for, and of theirs
 * @param start since the machine started
 */
public record ProcessStat(long pid, long parent, long own, long reaped, long start) {

  private static final int TICKS_PER_SECOND = 100;

  /** Empty if there is no such process any more. */
  public static Optional<ProcessStat> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The file that a process wrote of itself at its end. */
  public static ProcessStat read(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return parse(Files.readString(file));
  }

  /** The name of the program comes second, in parentheses, and may hold spaces and more of them. */
  static ProcessStat parse(String line) {
    var named = line.lastIndexOf(')');
    var fields = line.substring(named + 2).split(" ", -1);
    return new ProcessStat(
        Long.parseLong(line.substring(0, line.indexOf(' '))),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]),
        Long.parseLong(fields[19].strip()));
  }

  /** CPU of the process and its ended children. */
  public double cpuSeconds() {
    return seconds(own + reaped);
  }

  static double seconds(long ticks) {
    return (double) ticks / TICKS_PER_SECOND;
  }
}
