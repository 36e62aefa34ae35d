package io.datatier.observability;

import io.datatier.proxy.DatabaseProxy;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/**
 * When somebody is told.
 *
 * @param clientConnections more client connections than this; default 500
 * @param databaseConnections more database connections than this; default 50
 * @param topic the SNS topic to tell; without one, a topic is made
 */
public record AlarmSettings(
    int clientConnections, int databaseConnections, Optional<TopicArn> topic) {

  public AlarmSettings {
    requireThreshold(clientConnections);
    requireThreshold(databaseConnections);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** These alarms, for {@code proxy}. */
  public ProxyAlarmsArgs of(DatabaseProxy proxy) {
    return new ProxyAlarmsArgs(this, proxy);
  }

  private static int requireThreshold(int connections) {
    return InvalidValue.requireBetween(
        connections, 1, 1_000_000, "be a number of connections, 1 to 1000000");
  }

  /** Builds {@link AlarmSettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private int clientConnections = 500;
    private int databaseConnections = 50;
    private Optional<TopicArn> topic = Optional.empty();

    private Builder() {}

    public Builder clientConnections(int threshold) {
      this.clientConnections = requireThreshold(threshold);
      return this;
    }

    public Builder databaseConnections(int threshold) {
      this.databaseConnections = requireThreshold(threshold);
      return this;
    }

    public Builder topic(TopicArn topic) {
      this.topic = Optional.of(topic);
      return this;
    }

    public AlarmSettings build() {
      return new AlarmSettings(clientConnections, databaseConnections, topic);
    }
  }
}
