package io.datatier.proof.load;

import io.datatier.text.Phrases;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * A load, bounded in count and time: even a database that keeps no one waiting must not need more
 * than ten minutes for it.
 *
 * @param name of this scenario among others
 * @param kind how clients use connections
 * @param requests how many transactions there are in all, 1 to 20,000
 * @param connections how many connections workers hold; of functions, each request has its own
 * @param arrivals when requests come; at once where they come in no time
 * @param over the time in which they come
 * @param hold how long a function keeps its connection after its transaction, as a warm one does
 * @param databaseTime how long a transaction takes in the database, on average
 * @param spread of that time
 * @param tls whether connections are encrypted
 */
@RecordBuilder
public record Scenario(
    String name,
    Kind kind,
    int requests,
    int connections,
    Arrivals arrivals,
    Duration over,
    Duration hold,
    Duration databaseTime,
    Times spread,
    boolean tls) {

  /** How clients use connections. */
  public enum Kind {
    /** As Lambda functions: open, log in, one transaction, keep, close. */
    FUNCTIONS,
    /** As workers: each holds one connection and takes the next request when it is free. */
    WORKERS
  }

  /** How the time in the database varies. */
  public enum Times {
    /** Always the same. */
    FIXED,
    /** Exponential, as the plan's queue has it: mostly short, sometimes long. */
    RANDOM
  }

  public static final int MOST_REQUESTS = 20_000;
  public static final int MOST_CONNECTIONS = 2_000;

  /** What a load takes at most. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  public Scenario {
    require(requests >= 1 && requests <= MOST_REQUESTS, "requests", "1 to 20000", requests);
    require(
        connections >= 1 && connections <= MOST_CONNECTIONS, "clients", "1 to 2000", connections);
    for (var time : new Duration[] {over, hold, databaseTime}) {
      require(!time.isNegative() && time.compareTo(LONGEST) <= 0, "times", "0 to 10 minutes", time);
    }
    arrivals = over.isZero() ? Arrivals.BURST : arrivals;
    var come = arrivals == Arrivals.BURST ? Duration.ZERO : over;
    var least =
        switch (kind) {
          case FUNCTIONS -> come.plus(databaseTime).plus(hold);
          case WORKERS -> longer(come, databaseTime.multipliedBy(requests).dividedBy(connections));
        };
    require(least.compareTo(LONGEST) <= 0, "the whole load", "over in 10 minutes", text(least));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void require(boolean lawful, String what, String allowed, Object given) {
    if (!lawful) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(what, allowed, given));
    }
  }

  /** Functions that come in equal steps and keep their connections; TLS, 50 ms a transaction. */
  public static Scenario functions(String name, int clients, Duration over, Duration hold) {
    return new Scenario(
        name,
        Kind.FUNCTIONS,
        clients,
        clients,
        Arrivals.SPREAD,
        over,
        hold,
        Duration.ofMillis(50),
        Times.FIXED,
        true);
  }

  /** Workers whose requests come at random for {@code over}; TLS. */
  public static Scenario workers(
      String name, int workers, double perSecond, Duration over, Duration databaseTime) {
    return new Scenario(
        name,
        Kind.WORKERS,
        (int) Math.round(perSecond * over.toMillis() / 1000),
        workers,
        Arrivals.RATE,
        over,
        Duration.ZERO,
        databaseTime,
        Times.RANDOM,
        true);
  }

  /** The same with other arrivals. */
  public Scenario arriving(Arrivals others) {
    return copy().withArrivals(others);
  }

  /** The same with another time in the database, always the same. */
  public Scenario taking(Duration time) {
    return copy().with(its -> its.databaseTime(time).spread(Times.FIXED));
  }

  /** The same without TLS. */
  public Scenario inPlainText() {
    return copy().withTls(false);
  }

  /** The same for one client: what it shares with others that differ in the number only. */
  public Scenario ofOneClient() {
    return copy().with(its -> its.name("").requests(1).connections(1));
  }

  private ScenarioBuilder.With copy() {
    return ScenarioBuilder.from(this);
  }

  /** How many requests come in a second, on average; in a burst, all of them. */
  public double perSecond() {
    return arrivals == Arrivals.BURST ? requests : requests * 1e9 / over.toNanos();
  }

  /**
   * How many connections clients hold at once, at most: a function is there for as long as its
   * transaction takes and it keeps the connection. One at least, however short that is.
   */
  public int held() {
    if (kind == Kind.WORKERS || arrivals == Arrivals.BURST) {
      return connections;
    }
    var stay = Math.min(1, (double) hold.plus(databaseTime).toNanos() / over.toNanos());
    return (int) Math.max(1, Math.ceil(connections * arrivals.most(stay)));
  }

  /** Whether what it measures is mostly connecting: each client comes once and leaves at once. */
  public boolean isOfConnecting() {
    return kind == Kind.FUNCTIONS && hold.isZero() && arrivals != Arrivals.BURST;
  }

  /** The load in words. */
  public String description() {
    return switch (kind) {
      case FUNCTIONS -> "%s, %s".formatted(Phrases.count(requests, "function"), manner());
      case WORKERS ->
          "%s to %s, %s"
              .formatted(
                  Phrases.count(requests, "request"),
                  connections == 1
                      ? "1 worker that holds a connection"
                      : Phrases.count(connections) + " workers that hold connections",
                  manner());
    };
  }

  /** The same without how many there are. */
  public String manner() {
    var come =
        arrivals == Arrivals.BURST ? "all at once" : "%s over %s".formatted(comeAs(), text(over));
    return switch (kind) {
      case FUNCTIONS ->
          "%s, %s in the database, %s, %s"
              .formatted(
                  come,
                  text(databaseTime),
                  hold.isZero() ? "close at once" : "keep the connection for " + text(hold),
                  tls ? "TLS" : "no TLS");
      case WORKERS ->
          "%s, %s in the database %s, %s"
              .formatted(
                  come,
                  text(databaseTime),
                  spread == Times.RANDOM ? "on average" : "each",
                  tls ? "TLS" : "no TLS");
    };
  }

  private String comeAs() {
    return switch (arrivals) {
      case BURST, SPREAD -> "evenly";
      case RATE -> "at random";
      case RAMP -> "ever faster";
    };
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
