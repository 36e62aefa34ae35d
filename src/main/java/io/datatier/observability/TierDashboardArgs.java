package io.datatier.observability;

import io.datatier.proxy.DatabaseProxy;
import java.util.List;
import java.util.Optional;

/**
 * What a dashboard shows.
 *
 * @param alarms whose states stand above the graphs and whose thresholds are drawn in them
 * @param region where the proxy and the database are; without it, the proxy's ARN tells
 */
public record TierDashboardArgs(
    DatabaseProxy proxy, DatabaseMetrics database, List<AlarmSet> alarms, Optional<String> region) {

  public TierDashboardArgs {
    alarms = List.copyOf(alarms);
  }
}
