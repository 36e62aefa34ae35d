package io.datatier.proof.doctor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at all proxies of a stack, in the order of the guide's troubleshooting section. */
record Doctor(Aws aws, List<Check> checks) {

  /** All findings, those of one symptom together. */
  List<Finding> examine(DeployedStack stack) {
    return stack.proxies().stream()
        .map(name -> Proxy.of(aws.rds(), name))
        .flatMap(proxy -> checks.stream().flatMap(check -> check.findings(stack, proxy)))
        .sorted(Comparator.comparing(Finding::symptom))
        .toList();
  }

  /**
   * Waits until all proxies and their targets are available.
   *
   * @param step between two questions
   * @return whether they are
   */
  boolean await(DeployedStack stack, Duration patience, Duration step) throws InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    while (!stack.proxies().stream().allMatch(name -> Proxy.of(aws.rds(), name).isAvailable())) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(step.toNanos());
    }
    return true;
  }

  /** Those checks that need nothing but AWS's API. */
  static Stream<Check> fromOutside(Aws aws) {
    return Stream.of(
        new UpCheck(),
        new PathCheck(aws),
        new BudgetCheck(aws),
        new LatencyCheck(aws),
        new SecretCheck(aws));
  }
}
