package io.datatier.proof.experiment;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.ConnectionPool;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.Load;
import io.datatier.capacity.Tier;
import io.datatier.capacity.Verdict;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Sessions;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A scenario on a tier of a certain size, and what the capacity plan says of it.
 *
 * @param maxConnections of the database
 * @param poolPercent share of them that the pool may open
 * @param borrowTimeout after which a client that waits for one gets an error
 */
public record Experiment(
    Scenario scenario, int maxConnections, int poolPercent, Duration borrowTimeout) {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** The pool's connections, by the plan. */
  public int pool() {
    return plan(scenario.held()).pool().orElseThrow().connections().least();
  }

  /** The same for one client: what it shares with others that differ in the number only. */
  public Experiment ofOneClient() {
    return new Experiment(scenario.ofOneClient(), maxConnections, poolPercent, borrowTimeout);
  }

  /** What the plan predicts in addition to the sessions of others. */
  public Prediction prediction(Sessions others) {
    var plan = plan(scenario.held());
    var limit = plan.maxConnections().orElseThrow().ordinary();
    var peak = plan.peakConnections();
    return new Prediction(
        peak,
        Verdict.of(peak + others.all(), limit),
        Math.min(peak, Math.max(0, peak + others.all() - limit.least())),
        pool(),
        others,
        waited95());
  }

  /** What 95 of 100 requests wait for a connection of the pool at most. */
  private Duration waited95() {
    if (scenario.arrivals() == Arrivals.BURST) {
      return plan((int) Math.ceil(scenario.held() * 0.95)).waiting().orElseThrow().lastOfAll();
    }
    var steady = plan(scenario.held()).waiting().orElseThrow().steady().orElseThrow();
    var piledUp = scenario.arrivals().piledUp(steady.utilization(), 0.95);
    var queue = Duration.ofNanos(Math.round(piledUp * scenario.over().toNanos()));
    return steady.wait95().filter(wait -> wait.compareTo(queue) > 0).orElse(queue);
  }

  /** A plan takes no shorter time. */
  private static Duration planned(Duration time) {
    return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
  }

  private CapacityPlan plan(int held) {
    var requests =
        scenario.arrivals() == Arrivals.BURST
            ? OptionalDouble.empty()
            : OptionalDouble.of(scenario.perSecond());
    var load = new Load(requests, Optional.of(planned(scenario.databaseTime())));
    return CapacityPlan.of(
        new Tier(
            "us-east-1",
            DatabaseTarget.existing("database").withMaxConnections(maxConnections),
            new ConnectionPool(
                new Percent(poolPercent), Optional.of(new Percent(poolPercent / 2)), borrowTimeout),
            new Demand(List.of(Client.other(scenario.name(), held).load(load).build())),
            0),
        CapacitySettings.builder().build());
  }
}
