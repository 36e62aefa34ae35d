package io.datatier.proof.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Whether other programs leave this machine to what is measured.
 *
 * @param load its load average of the last minute
 * @param step between two looks at it
 * @param patience a build that has just ended is still in the average
 */
public record QuietMachine(DoubleSupplier load, int processors, Duration step, Duration patience) {

  private static final double MOST_A_PROCESSOR = 0.5;

  public static QuietMachine here() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new QuietMachine(
        system::getSystemLoadAverage,
        system.getAvailableProcessors(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(5));
  }

  /**
   * Waits until it is quiet.
   *
   * @param say called once when it waits
   * @throws IOException if it does not become quiet
   */
  public void await(Consumer<String> say) throws IOException, InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    var now = load.getAsDouble();
    if (!isQuiet(now)) {
      say.accept(
          String.format(
              Locale.ROOT, "Waiting for a load average below %.1f; it is %.1f.", most(), now));
    }
    while (!isQuiet(now)) {
      if (System.nanoTime() >= end) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "Other programs use this machine: its load average is %.1f, on %d processors. What is"
                    + " recorded is measured below %.1f. Try again later, or leave out --record.",
                now,
                processors,
                most()));
      }
      TimeUnit.NANOSECONDS.sleep(step.toNanos());
      now = load.getAsDouble();
    }
  }

  private boolean isQuiet(double now) {
    return now < most();
  }

  private double most() {
    return MOST_A_PROCESSOR * processors;
  }
}
