package io.datatier.observability;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.proxy.DatabaseProxy;
import java.util.List;
import java.util.Map;

/**
 * Tells an SNS topic when a proxy has held more connections than planned for ten minutes on end.
 *
 * <p>Metrics of proxies carry the dimension {@code ProxyName}. Each node behind the proxy reports
 * its share once a minute, so their sum over one minute is the number of connections (RDS user
 * guide, "Monitoring RDS Proxy metrics"): a longer period would add the minutes up too.
 */
public final class ProxyAlarms extends Component {

  private static final int PERIOD_SECONDS = 60;
  private static final int PERIODS = 10;

  private final Output<List<String>> names;

  /** Alarms of the stack's own, without a parent. */
  public ProxyAlarms(String name, ProxyAlarmsArgs args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** The alarms that {@code args} ask for. */
  public ProxyAlarms(String name, ProxyAlarmsArgs args, ComponentResourceOptions options) {
    super("datatier:observability:ProxyAlarms", name, options);
    var settings = args.settings();
    var topic =
        settings
            .topic()
            .map(given -> Output.of(given.value()))
            .orElseGet(() -> createTopic(name).arn());
    var clientConnections =
        createAlarm(
            name,
            "client-connections",
            "ClientConnections",
            settings.clientConnections(),
            "More clients connected to the proxy than planned: look for functions that scale out or"
                + " do not close their connections.",
            args.proxy(),
            topic);
    var databaseConnections =
        createAlarm(
            name,
            "database-connections",
            "DatabaseConnections",
            settings.databaseConnections(),
            "The proxy holds more database connections than planned: look for pinned sessions and"
                + " slow queries.",
            args.proxy(),
            topic);
    this.names = Output.all(clientConnections.name(), databaseConnections.name());
    registerOutputs(Map.of("names", names));
  }

  /** The names of the alarms. */
  public Output<List<String>> names() {
    return names;
  }

  // Not encrypted with the key that AWS manages for SNS: CloudWatch may not use it, and its alarms
  // would never arrive (CloudWatch user guide, "Amazon SNS encryption").
  private Topic createTopic(String name) {
    return new Topic(child("topic"), TopicArgs.builder().name(name).build(), childOptions());
  }

  private MetricAlarm createAlarm(
      String name,
      String role,
      String metric,
      int threshold,
      String description,
      DatabaseProxy proxy,
      Output<String> topic) {
    return new MetricAlarm(
        child(role),
        MetricAlarmArgs.builder()
            .name(name + "-high-" + role)
            .alarmDescription(description)
            .namespace("AWS/RDS")
            .metricName(metric)
            .dimensions(proxy.name().applyValue(proxyName -> Map.of("ProxyName", proxyName)))
            .statistic("Sum")
            .period(PERIOD_SECONDS)
            .evaluationPeriods(PERIODS)
            .comparisonOperator("GreaterThanThreshold")
            .threshold((double) threshold)
            // Some metrics of a proxy are absent until a first client connects.
            .treatMissingData("notBreaching")
            .alarmActions(Output.all(topic))
            .okActions(Output.all(topic))
            .build(),
        childOptions());
  }
}
