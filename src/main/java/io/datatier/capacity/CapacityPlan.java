package io.datatier.capacity;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a data tier can serve its clients, and at what cost: pure arithmetic.
 *
 * @param tier what is planned
 * @param settings the expected load and accepted risk
 * @param traffic how often clients need a connection, and for how long
 * @param hardware of the instance class; empty for an unknown class
 * @param maxConnections that the database accepts; empty if neither the class nor the parameter
 *     group gives it
 * @param pool of the proxy; empty without {@code maxConnections}
 * @param waiting for a pooled connection; empty without connections in the pool
 */
public record CapacityPlan(
    Tier tier,
    CapacitySettings settings,
    Traffic traffic,
    Optional<InstanceHardware> hardware,
    Optional<MaxConnections> maxConnections,
    Optional<PoolCapacity> pool,
    Optional<Waiting> waiting) {

  /** The plan of {@code tier}. */
  public static CapacityPlan of(Tier tier, CapacitySettings settings) {
    var database = tier.database();
    var traffic = Traffic.of(tier.demand(), settings);
    var hardware = InstanceHardware.of(database.instanceClass());
    var maxConnections =
        database.maxConnections().isPresent()
            ? Optional.of(MaxConnections.set(database.maxConnections().getAsInt()))
            : hardware.map(MaxConnections::of);
    var pool = maxConnections.map(limit -> PoolCapacity.of(tier.pool(), limit));
    var waiting =
        pool.map(it -> it.connections().least())
            .filter(connections -> connections > 0)
            .map(it -> Waiting.of(it, tier.demand().peakConnections(), traffic));
    return new CapacityPlan(tier, settings, traffic, hardware, maxConnections, pool, waiting);
  }

  /** The most connections that all clients can hold at once. */
  public long peakConnections() {
    return tier.demand().peakConnections();
  }

  /** Whether the database could serve all clients without a proxy. */
  public Optional<Verdict> direct() {
    return maxConnections.map(limit -> Verdict.of(peakConnections(), limit.ordinary()));
  }

  /** The smallest class of the family, from this one up, that can serve all clients directly. */
  public Optional<InstanceHardware> directClass() {
    return hardware.flatMap(
        chosen ->
            chosen.fromHereUp().stream().filter(it -> directOn(it) == Verdict.FITS).findFirst());
  }

  /** Whether {@code candidate} could serve all clients without a proxy. */
  public Verdict directOn(InstanceHardware candidate) {
    return Verdict.of(peakConnections(), limitOf(candidate).ordinary());
  }

  /** The limit of {@code candidate}: as planned for the chosen class, the default for others. */
  public MaxConnections limitOf(InstanceHardware candidate) {
    return maxConnections
        .filter(limit -> hardware.filter(candidate::equals).isPresent())
        .orElseGet(() -> MaxConnections.of(candidate));
  }

  /** What the tier costs as planned. */
  public MonthlyCost cost() {
    return MonthlyCost.throughProxy(tier, hardware);
  }

  /** What the tier would cost without a proxy, on {@link #directClass()}. */
  public Optional<MonthlyCost> directCost() {
    return directClass().map(it -> MonthlyCost.direct(tier, it.instanceClass()));
  }

  /** All errors and warnings, the worst first; accepted errors are warnings. */
  public List<Finding> findings() {
    return Stream.of(
            new PoolRules(this).findings(),
            new WaitingRules(this).findings(),
            new ClientRules(this).findings())
        .flatMap(it -> it)
        .sorted(comparing(Finding::severity))
        .map(it -> settings.acceptRisk().map(AcceptedRisk::reason).map(it::accepted).orElse(it))
        .toList();
  }

  /** What cannot work. */
  public List<Finding> errors() {
    return findings().stream().filter(it -> it.severity() == Severity.ERROR).toList();
  }

  /** What works only barely, or under an assumption. */
  public List<Finding> warnings() {
    return findings().stream().filter(it -> it.severity() == Severity.WARNING).toList();
  }
}
