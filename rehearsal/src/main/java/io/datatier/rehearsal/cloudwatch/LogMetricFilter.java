package io.datatier.rehearsal.cloudwatch;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/logs/metric_filter.go of the provider; lengths from the CloudWatch Logs
 * API, PutMetricFilter. It is imported by the group and the name, with a colon between.
 */
public final class LogMetricFilter implements ResourceType {

  private static final Pattern NAME = Pattern.compile("[^:*]{1,512}");
  private static final Pattern METRIC = Pattern.compile("[^:*$]{0,255}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final int MOST = 100;

  @Override
  public Traits traits() {
    return Traits.of(Types.METRIC_FILTER, "CloudWatch Logs Metric Filter")
        .replacedBy("logGroupName", "name")
        .autoNamed("name", 512);
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    int colon = id.lastIndexOf(':');
    var name = id.substring(colon + 1);
    return account
        .find(Types.METRIC_FILTER, name)
        .filter(
            filter ->
                colon < 0
                    || filter.text("logGroupName").equals(Optional.of(id.substring(0, colon))));
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("name", NAME, "have 1 to 512 characters other than : and *")
        .length("pattern", 0, 1024)
        .within("metricTransformation", LogMetricFilter::checkMetric);
  }

  private static void checkMetric(Inputs metric) {
    metric
        .fill("unit", "None")
        .matches("name", METRIC, "have at most 255 characters other than :, * and $")
        .matches("namespace", METRIC, "have at most 255 characters other than :, * and $")
        .matches("defaultValue", NUMBER, "be a number")
        .length("value", 1, 100)
        .oneOf("unit", MetricUnits.all())
        .atMostOne("dimensions", "defaultValue");
    if (metric.values().fields("dimensions").names().size() > 3) {
      metric.fail("dimensions", "must be 3 at most");
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var group =
        account
            .find(Types.LOG_GROUP, properties.text("logGroupName", ""))
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ResourceNotFoundException",
                        "The specified log group does not exist: "
                            + properties.text("logGroupName", "")));
    var name = properties.text("name", "");
    // PutMetricFilter changes an existing filter of that name; two owners of it are a mistake.
    if (account.find(Types.METRIC_FILTER, name).isPresent()) {
      throw new AwsFault(
          "ResourceAlreadyExistsException", "A metric filter named %s exists.".formatted(name));
    }
    var filters =
        account
            .all(Types.METRIC_FILTER)
            .filter(other -> other.text("logGroupName").equals(properties.text("logGroupName")))
            .count();
    if (filters >= MOST) {
      throw new AwsFault(
          "LimitExceededException", "Resource limit exceeded: 100 metric filters of a log group.");
    }
    return Made.in(
        account,
        new Entity(Types.METRIC_FILTER, name, account.region(), group.originOfParts(), properties));
  }
}
