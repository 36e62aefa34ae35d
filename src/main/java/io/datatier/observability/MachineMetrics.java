package io.datatier.observability;

import static io.datatier.observability.Statistic.AVERAGE;

/**
 * What the machine that a database runs on publishes.
 *
 * @param role what distinguishes its alarms: empty, or {@code reader-}
 */
record MachineMetrics(String role, Dimensions dimensions) {

  Metric cpu() {
    return new Metric("CPUUtilization", AVERAGE, dimensions);
  }

  Metric freeMemory() {
    return new Metric("FreeableMemory", AVERAGE, dimensions);
  }

  /**
   * Credits that a T class spent above its baseline and that AWS charges for: RDS runs T3 and T4g
   * in unlimited mode (RDS user guide, "DB instance class types"). Published every five minutes.
   */
  Metric chargedCredits() {
    return new Metric("CPUSurplusCreditsCharged", AVERAGE, dimensions);
  }
}
