package io.datatier.capacity;

import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user knows about the load and is ready to risk.
 *
 * @param acceptedRisk why a plan with errors is gone on with; without a reason, it is not
 * @param requestsPerSecond how many times a second all clients together need a connection, 0.001 to
 *     1,000,000; default: the sum of what each client says, if each says something
 * @param databaseTime how long a client needs a connection each time, 1 ms to 15 min; default 50
 *     ms, the query time behind the proxy in the guide that this project started from
 */
public record CapacitySettings(
    Optional<String> acceptedRisk, OptionalDouble requestsPerSecond, Duration databaseTime) {

  public CapacitySettings {
    acceptedRisk.ifPresent(CapacitySettings::requireReason);
    requestsPerSecond.ifPresent(CapacitySettings::requireRate);
    requireDatabaseTime(databaseTime);
  }

  public static Builder builder() {
    return new Builder();
  }

  private static String requireReason(String reason) {
    if (reason.isBlank()) {
      throw new InvalidValue(reason, "be the reason why the risk is taken");
    }
    return reason;
  }

  /** Gives {@code requestsPerSecond} back if it lies between the bounds. */
  public static double requireRate(double requestsPerSecond) {
    return InvalidValue.requireBetween(
        requestsPerSecond, 0.001, 1_000_000.0, "be 0.001 to 1000000 requests a second");
  }

  /** Gives {@code time} back if it lies between the bounds. */
  public static Duration requireDatabaseTime(Duration time) {
    return InvalidValue.requireBetween(
        time, Duration.ofMillis(1), Duration.ofMinutes(15), "be 1ms to 15m");
  }

  /** Builds {@link CapacitySettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private Optional<String> acceptedRisk = Optional.empty();
    private OptionalDouble requestsPerSecond = OptionalDouble.empty();
    private Duration databaseTime = Duration.ofMillis(50);

    private Builder() {}

    public Builder acceptRisk(String reason) {
      this.acceptedRisk = Optional.of(requireReason(reason));
      return this;
    }

    public Builder requestsPerSecond(double requestsPerSecond) {
      this.requestsPerSecond = OptionalDouble.of(requireRate(requestsPerSecond));
      return this;
    }

    public Builder databaseTime(Duration databaseTime) {
      this.databaseTime = requireDatabaseTime(databaseTime);
      return this;
    }

    public CapacitySettings build() {
      return new CapacitySettings(acceptedRisk, requestsPerSecond, databaseTime);
    }
  }
}
