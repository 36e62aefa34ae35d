package io.datatier.bench.process;

/**
 * A process as it was last seen.
 *
 * @param command its words, separated by spaces
 * @param peakMebibytes the most memory that it had
 * @param lastSeen seconds since the root started
 */
public record Seen(ProcessStat stat, String command, double peakMebibytes, double lastSeen) {

  /** CPU of the process alone. */
  public double ownCpuSeconds() {
    return ProcessStat.seconds(stat.own());
  }
}
