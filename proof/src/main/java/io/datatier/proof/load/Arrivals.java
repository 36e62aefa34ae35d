package io.datatier.proof.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** When clients come. */
public enum Arrivals {
  /** All at the same moment. */
  BURST {
    @Override
    DoubleStream shares(int clients, RandomGenerator random) {
      return DoubleStream.generate(() -> 0).limit(clients);
    }
  },
  /** One after the other, in equal steps. */
  SPREAD {
    @Override
    DoubleStream shares(int clients, RandomGenerator random) {
      return IntStream.range(0, clients).mapToDouble(client -> (double) client / clients);
    }
  },
  /**
   * At a steady rate, but at random, as independent callers do: given how many come, the moments of
   * a Poisson process are spread evenly (Gross and others, "Fundamentals of Queueing Theory", 4th
   * edition, section 1.7).
   */
  RATE {
    @Override
    DoubleStream shares(int clients, RandomGenerator random) {
      return random.doubles(clients).sorted();
    }
  },
  /** Ever faster, from none to twice the mean rate. */
  RAMP {
    @Override
    DoubleStream shares(int clients, RandomGenerator random) {
      return IntStream.range(0, clients)
          .mapToDouble(client -> Math.sqrt((double) client / clients));
    }

    @Override
    double most(double stay) {
      // Those of the last stay: what has come by a moment grows with its square.
      return 1 - (1 - stay) * (1 - stay);
    }

    @Override
    public double piledUp(double utilization, double share) {
      // More comes than is carried from here on, and its sum grows with the square.
      var from = 1 / (2 * utilization);
      var until = Math.sqrt(share);
      return until <= from ? 0 : utilization * (until * until - from * from) - (until - from);
    }
  };

  /** At which share of the time each client comes, in order. */
  abstract DoubleStream shares(int clients, RandomGenerator random);

  /**
   * The greatest share of all clients that is there at once.
   *
   * @param stay how long each stays, as a share of the time in which they come
   */
  double most(double stay) {
    return stay;
  }

  /**
   * What a request waits, as a share of the time in which all come, because more came before it
   * than was carried.
   *
   * @param utilization what comes on average, as a share of what is carried
   * @param share of the requests that came before it
   */
  public double piledUp(double utilization, double share) {
    return Math.max(0, share * (utilization - 1));
  }

  /** How long after the start each of some clients comes, in order. */
  List<Duration> offsets(int clients, Duration over, RandomGenerator random) {
    return shares(clients, random)
        .mapToObj(share -> Duration.ofNanos(Math.round(share * over.toNanos())))
        .toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
