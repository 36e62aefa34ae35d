package io.datatier.rehearsal.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.TestValues;
import io.datatier.rehearsal.ssm.SsmParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms on several metrics, dashboards and parameters. */
final class WatchingTest {

  private final DataTier tier;
  private final Path folder;

  WatchingTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
    this.folder = folder;
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static Map<String, Object> metric(String id, String name, String stat) {
    return Map.of(
        "id",
        id,
        "metric",
        Map.of(
            "metricName",
            name,
            "namespace",
            "AWS/RDS",
            "period",
            60,
            "stat",
            stat,
            "dimensions",
            Map.of("ProxyName", "campaign-proxy")));
  }

  private Draft share(Object... queries) {
    return tier.aws()
        .resource(MetricAlarm.TYPE, "share")
        .with("name", "share")
        .with("comparisonOperator", "GreaterThanThreshold")
        .with("threshold", 80)
        .with("evaluationPeriods", 5)
        .with("datapointsToAlarm", 3)
        .with("metricQueries", List.of(queries));
  }

  @Test
  void alarms_on_an_expression_of_metrics() {
    var alarm =
        share(
            metric("used", "DatabaseConnections", "Sum"),
            metric("allowed", "MaxDatabaseConnectionsAllowed", "Sum"),
            Map.of("id", "share", "expression", "100 * used / allowed", "returnData", true));
    var live = alarm.create();
    live.expectSteady();
    live.expectUpdate(alarm.with("threshold", 90), "threshold");
  }

  @Test
  void judges_the_queries_of_alarms() {
    share(
            metric("Used", "DatabaseConnections", "Sums"),
            Map.of("id", "share", "expression", "100 * used / FILL(allowed, 0)"))
        .with("period", 60)
        .with("datapointsToAlarm", 6)
        .expectFailures(
            "datapointsToAlarm: must not be greater than evaluationPeriods",
            "metricQueries: must have exactly one query with returnData true, and has 0",
            "metricQueries[0].id: must begin with a lower-case letter and have only letters, digits"
                + " and _, and is \"Used\"",
            "metricQueries[0].metric.stat: must be a statistic such as Sum or p99, and is Sums",
            "metricQueries[1].expression: names no query: used, allowed",
            "period: is for alarms on one metric, and cannot be set with metricQueries");
    tier.alarm().without("statistic").with("extendedStatistic", "p99.9").expectFailures();
    tier.alarm()
        .without("statistic")
        .with("extendedStatistic", "99")
        .expectFailures(
            "extendedStatistic: must be an extended statistic such as p99 or tm90, and is \"99\"");
  }

  private Draft dashboard(String body) {
    return tier.aws()
        .resource(Dashboard.TYPE, "tier")
        .with("dashboardName", "campaign")
        .with("dashboardBody", body);
  }

  @Test
  void draws_dashboards() {
    var draft =
        dashboard(
            """
            {"widgets": [{"type": "metric", "width": 12, "height": 6, "x": 0, "y": 0,
              "properties": {"region": "us-east-1", "metrics": []}}]}""");
    var live = draft.create();
    assertEquals("campaign", live.id());
    assertEquals("arn:aws:cloudwatch::123456789012:dashboard/campaign", live.text("dashboardArn"));
    live.expectSteady();
    live.expectUpdate(
        dashboard(
            "{\"widgets\":[{\"type\":\"metric\",\"width\":12,\"height\":6,\"x\":0,\"y\":0,\"properties\":{\"metrics\":[],\"region\":\"us-east-1\"}}]}"));
    draft.expectRefused(
        "creating CloudWatch Dashboard: AlreadyExists: A dashboard named campaign exists already,"
            + " and CloudWatch would replace it.");
  }

  @Test
  void judges_dashboards() {
    dashboard("{}").expectFailures("dashboardBody: must have a list of widgets");
    dashboard("{\"widgets\":[{\"type\":\"graph\"}]}")
        .expectFailures(
            "dashboardBody: widgets[0].type must be one of alarm, custom, explorer, log, metric,"
                + " text");
    dashboard("{\"widgets\":[{\"type\":\"metric\",\"width\":25,\"properties\":{}}]}")
        .expectFailures("dashboardBody: widgets[0].width must be 1 to 24, and is 25");
    dashboard("{\"widgets\":[{\"type\":\"metric\",\"properties\":{}}]}")
        .expectFailures("dashboardBody: widgets[0].properties must have a region");
    dashboard("{\"widgets\":3}").expectFailures("dashboardBody: must be a dashboard body in JSON");
  }

  private Draft parameter() {
    return tier.aws()
        .resource(SsmParameter.TYPE, "endpoint")
        .with("name", "/campaign/endpoint")
        .with("type", "String")
        .with("value", "canary-4711");
  }

  @Test
  void keeps_values_of_parameters_to_itself() throws IOException {
    var parameter = parameter().create();
    assertEquals("/campaign/endpoint", parameter.id());
    assertEquals(
        "arn:aws:ssm:us-east-1:123456789012:parameter/campaign/endpoint", parameter.text("arn"));
    assertEquals(TestValues.secret("canary-4711"), parameter.outputs().get("value"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains("canary"));
    parameter.expectSteady();
    var changed = parameter.update(parameter().with("value", "other"));
    assertEquals(2.0, changed.outputs().get("version"));
    var secure = parameter().with("name", "secure").with("type", "SecureString").create();
    assertEquals("alias/aws/ssm", secure.text("keyId"));
    secure.expectSteady();
    parameter()
        .named("again")
        .expectRefused(
            "creating SSM Parameter (/campaign/endpoint): ParameterAlreadyExists: The parameter"
                + " already exists. To overwrite this value, set the overwrite option in the"
                + " request to true.");
  }

  @Test
  void judges_parameters() {
    parameter()
        .with("name", "/aws/endpoint")
        .with("type", "SecureString")
        .with("insecureValue", "shown")
        .expectFailures(
            "insecureValue: cannot be set for a SecureString",
            "insecureValue: exactly one of value, insecureValue must be set, and value and"
                + " insecureValue both are",
            "name: must have letters, digits and _.-, in at most 15 levels set apart by slashes,"
                + " and not begin with aws or ssm, and is \"/aws/endpoint\"");
  }
}
