package io.datatier.capacity;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How often the clients together need a connection, and for how long.
 *
 * @param requestsPerSecond empty unless configured in total or for every client
 * @param databaseTime the mean, weighted by each client's requests, or by its connections if
 *     requests are unknown
 */
public record Traffic(OptionalDouble requestsPerSecond, Duration databaseTime) {

  static Traffic of(Demand demand, CapacitySettings settings) {
    var clients = demand.clients();
    var everyClientSays =
        !clients.isEmpty()
            && clients.stream().allMatch(it -> it.load().requestsPerSecond().isPresent());
    if (!everyClientSays) {
      return new Traffic(
          settings.requestsPerSecond(), meanTime(clients, settings, demand.weights()));
    }
    var sum = clients.stream().mapToDouble(it -> it.load().requestsPerSecond().getAsDouble()).sum();
    return new Traffic(
        OptionalDouble.of(settings.requestsPerSecond().orElse(sum)),
        meanTime(clients, settings, it -> it.load().requestsPerSecond().getAsDouble()));
  }

  /** The mean number of connections in use, in erlangs. */
  public OptionalDouble offeredLoad() {
    return requestsPerSecond.isPresent()
        ? OptionalDouble.of(requestsPerSecond.getAsDouble() * seconds(databaseTime))
        : OptionalDouble.empty();
  }

  static double seconds(Duration duration) {
    // Duration.toNanos overflows a long after 292 years, and a computed wait can be longer.
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Duration meanTime(
      List<Client> clients, CapacitySettings settings, ToDoubleFunction<Client> weight) {
    var weights = clients.stream().mapToDouble(weight).sum();
    return weights == 0
        ? settings.databaseTime()
        : duration(
            clients.stream()
                    .mapToDouble(
                        it ->
                            weight.applyAsDouble(it)
                                * seconds(it.load().databaseTime().orElse(settings.databaseTime())))
                    .sum()
                / weights);
  }
}
