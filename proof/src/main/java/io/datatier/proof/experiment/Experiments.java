package io.datatier.proof.experiment;

import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is tried on the local pair. The sizes are those that the guide gives its classes. */
public final class Experiments {

  private static final int MICRO = 87;
  private static final int SMALL = 198;
  private static final int MEDIUM = 405;

  /** The guide's. */
  private static final Duration BORROW_TIMEOUT = Duration.ofMinutes(2);

  /** The guide's pool of 20, as a share of db.t3.small. */
  private static final int TENTH = 10;

  private Experiments() {}

  /** The picture's: the guide's campaign with ever more calls. */
  static List<Experiment> sweep() {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(hundreds -> small(campaign(hundreds * 100)))
        .toList();
  }

  /** The guide's headline; it is the last of the sweep. */
  static Experiment headline() {
    return sweep().get(4);
  }

  /** Those of the table, besides the sweep. */
  static List<Experiment> others() {
    var second = Duration.ofSeconds(1);
    var fifty = Duration.ofMillis(50);
    return List.of(
        small(
            Scenario.functions("connect storm", 500, Duration.ZERO, Duration.ZERO)
                .arriving(Arrivals.BURST)),
        on(MICRO, 30, Scenario.functions("campaign of 161", 161, second, Duration.ofSeconds(4))),
        on(MICRO, 30, Scenario.functions("just fits", 82, second, Duration.ofSeconds(4))),
        on(
            MEDIUM,
            TENTH,
            Scenario.functions("300 on a larger class", 300, second.multipliedBy(2), second)),
        small(
            Scenario.functions("ramp", 300, second.multipliedBy(4), second)
                .arriving(Arrivals.RAMP)),
        small(
            Scenario.workers("workers at once", 150, 150, second, fifty)
                .taking(fifty)
                .arriving(Arrivals.BURST)),
        on(
            MICRO,
            TENTH,
            Scenario.workers("busy pool", 60, 60, second.multipliedBy(20), fifty.multipliedBy(2))),
        on(
            MICRO,
            TENTH,
            Scenario.workers(
                "more than the pool carries",
                300,
                110,
                second.multipliedBy(4),
                fifty.multipliedBy(2))),
        // Waits that even a small machine makes and measures without being saturated.
        on(
            MICRO,
            TENTH,
            Scenario.workers("slow queries", 60, 12, second.multipliedBy(40), second.dividedBy(2))),
        on(
            MICRO,
            TENTH,
            Scenario.workers("slow queries at once", 60, 60, second, second.dividedBy(4))
                .taking(second.dividedBy(4))
                .arriving(Arrivals.BURST)),
        on(
            MICRO,
            TENTH,
            Scenario.workers(
                "more slow queries than the pool carries",
                80,
                24,
                second.multipliedBy(10),
                second.dividedBy(2))),
        small(reconnecting("reconnecting, TLS")),
        small(reconnecting("reconnecting, no TLS").inPlainText()));
  }

  /** Lets Java compile what is measured; shown nowhere. */
  public static Experiment warmUp() {
    return small(
        Scenario.functions("warm-up", 100, Duration.ofSeconds(3), Duration.ZERO)
            .taking(Duration.ofMillis(1)));
  }

  public static List<Experiment> all() {
    return Stream.concat(sweep().stream(), others().stream()).toList();
  }

  private static Scenario campaign(int calls) {
    return Scenario.functions(
        "campaign of " + calls, calls, Duration.ofSeconds(2), Duration.ofSeconds(6));
  }

  private static Scenario reconnecting(String name) {
    return Scenario.functions(name, 300, Duration.ofSeconds(10), Duration.ZERO)
        .taking(Duration.ofMillis(10))
        .arriving(Arrivals.RATE);
  }

  private static Experiment small(Scenario scenario) {
    return on(SMALL, TENTH, scenario);
  }

  private static Experiment on(int maxConnections, int percent, Scenario scenario) {
    return new Experiment(scenario, maxConnections, percent, BORROW_TIMEOUT);
  }
}
