package io.datatier.capacity;

import io.datatier.text.Phrases;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about the wait for a pooled connection. */
record WaitingRules(CapacityPlan plan) {

  Stream<Finding> findings() {
    return plan.waiting().isEmpty()
        ? Stream.empty()
        : Stream.of(overload(), tightPool(), borrowTimeout(), clientTimeouts())
            .flatMap(Optional::stream);
  }

  private Optional<Finding> overload() {
    return steady()
        .filter(it -> it.expected().isEmpty())
        .map(
            it ->
                new Finding(
                    load() >= pool().most() ? Severity.ERROR : Severity.WARNING,
                    ("%s keep %s connections busy, but the pool has %s: waits may grow without"
                            + " limit. %s, or hold connections for less time.")
                        .formatted(
                            requests(), Phrases.amount(load()), pool(), Advice.enlargePool(plan))));
  }

  private Optional<Finding> tightPool() {
    return steady()
        .filter(
            it ->
                it.expected().isPresent()
                    && load() * PoolCapacity.PERCENT_OF_USE > pool().least() * 100.0)
        .map(
            it ->
                Finding.warning(
                    ("%s keep %s of the pool busy on average, but AWS recommends a pool 30 %%"
                            + " larger than its peak use. %s.")
                        .formatted(
                            requests(),
                            Phrases.percent(it.utilization()),
                            Advice.enlargePool(plan))));
  }

  private Optional<Finding> borrowTimeout() {
    var limit = plan.tier().pool().borrowTimeout();
    return longestWait()
        // A borrow timeout may be 0, and the mean of very few waits is never quite that.
        .filter(wait -> wait.toMillis() > 0 && wait.compareTo(limit) > 0)
        .map(
            wait ->
                new Finding(
                    severity(),
                    ("%s %s for a connection, but the proxy times out after %s. %s, hold"
                            + " connections for less time or raise %s.")
                        .formatted(
                            occasion(),
                            Phrases.time(wait),
                            Phrases.time(limit),
                            Advice.enlargePool(plan),
                            Advice.BORROW_TIMEOUT)));
  }

  private Optional<Finding> clientTimeouts() {
    return longestWait()
        .flatMap(
            wait ->
                Advice.names(
                        plan.tier().demand().clients().stream()
                            .filter(client -> isTooLate(wait, client)))
                    .map(
                        names ->
                            new Finding(
                                severity(),
                                ("%s %s for a connection; with the query, that exceeds the timeout"
                                        + " of %s. %s, or raise %s.")
                                    .formatted(
                                        occasion(),
                                        Phrases.time(wait),
                                        names,
                                        Advice.enlargePool(plan),
                                        Advice.TIMEOUT))));
  }

  private boolean isTooLate(Duration wait, Client client) {
    var time = client.load().databaseTime().orElse(plan.settings().databaseTime());
    return client.timeout().filter(timeout -> wait.plus(time).compareTo(timeout) > 0).isPresent();
  }

  // The expected load must work; the worst case, all clients at the same moment, may never come.
  private Severity severity() {
    return steady().isPresent() ? Severity.ERROR : Severity.WARNING;
  }

  private Optional<Duration> longestWait() {
    return steady().isPresent()
        ? steady().flatMap(Waiting.Steady::expected)
        : plan.waiting().map(Waiting::lastOfAll);
  }

  private String occasion() {
    return steady().isPresent()
        ? requests() + " wait"
        : "If clients ask for all %s at once, the last waits"
            .formatted(Phrases.count(plan.peakConnections(), "connection"));
  }

  private String requests() {
    return "%s requests a second of %s"
        .formatted(
            Phrases.amount(plan.traffic().requestsPerSecond().orElse(0)),
            Phrases.time(plan.traffic().databaseTime()));
  }

  private Optional<Waiting.Steady> steady() {
    return plan.waiting().flatMap(Waiting::steady);
  }

  private ConnectionRange pool() {
    return plan.pool().orElseThrow().connections();
  }

  private double load() {
    return plan.traffic().offeredLoad().orElse(0);
  }
}
