package io.datatier.proof.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a scenario showed on one path, once or several times.
 *
 * @param runs how often it was run
 * @param log every request of all runs
 * @param lost why workers came to no connection, of all runs
 * @param said the first message of each kind of failure
 * @param peak the most sessions that clients, or the pool for them, had in the database at once
 * @param elapsed from the start to the last answer, of all runs together
 * @param busy the share of the machine's processors that was in use in the busiest second of all
 */
public record Measurement(
    int runs,
    List<Attempt> log,
    List<Failure> lost,
    Map<Failure, String> said,
    int peak,
    Duration elapsed,
    double busy) {

  /** Above it the clients themselves wait for a processor, which no plan knows of. */
  private static final double SATURATED = 0.85;

  public Measurement {
    log = List.copyOf(log);
    lost = List.copyOf(lost);
    said = Map.copyOf(said);
  }

  /** The same scenario run once more. */
  public Measurement and(Measurement other) {
    var first = new EnumMap<Failure, String>(Failure.class);
    first.putAll(other.said);
    first.putAll(said);
    return new Measurement(
        runs + other.runs,
        Stream.concat(log.stream(), other.log.stream()).toList(),
        Stream.concat(lost.stream(), other.lost.stream()).toList(),
        first,
        Math.max(peak, other.peak),
        elapsed.plus(other.elapsed),
        Math.max(busy, other.busy));
  }

  /** Whether the machine that made the load was at its limit, so that times say little. */
  public boolean isSaturated() {
    return busy > SATURATED;
  }

  /** How many requests and workers of a run failed, on average, by kind. */
  public Map<Failure, Double> failures() {
    var counts = new EnumMap<Failure, Double>(Failure.class);
    Stream.concat(log.stream().flatMap(attempt -> attempt.failure().stream()), lost.stream())
        .forEach(kind -> counts.merge(kind, 1.0, Double::sum));
    counts.replaceAll((kind, count) -> count / runs);
    return counts;
  }

  /** How many requests and workers of a run failed, on average. */
  public double failed() {
    return failures().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** How many transactions were committed a second. */
  public double perSecond() {
    var done = log.stream().filter(attempt -> attempt.failure().isEmpty()).count();
    return elapsed.isZero() ? 0 : done * 1e9 / elapsed.toNanos();
  }

  /**
   * Within which time a share of the answered requests had their answer, connecting included; empty
   * if none was answered.
   */
  public Optional<Duration> total(double share) {
    return percentile(Attempt::total, share);
  }

  /** Within which time a share of the answered requests had connected; empty as above. */
  public Optional<Duration> connect(double share) {
    return percentile(Attempt::connect, share);
  }

  /** Within which time a share of the answered requests had their first answer; empty as above. */
  public Optional<Duration> waited(double share) {
    return percentile(Attempt::waited, share);
  }

  /** The time that all requests of a run together waited for their first answer, on average. */
  public Duration waitedInAll() {
    return log.stream().map(Attempt::waited).reduce(Duration.ZERO, Duration::plus).dividedBy(runs);
  }

  private Optional<Duration> percentile(Function<Attempt, Duration> time, double share) {
    var times =
        log.stream().filter(attempt -> attempt.failure().isEmpty()).map(time).sorted().toList();
    // The nearest rank.
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(times.get((int) Math.max(0, Math.ceil(share * times.size()) - 1)));
  }
}
