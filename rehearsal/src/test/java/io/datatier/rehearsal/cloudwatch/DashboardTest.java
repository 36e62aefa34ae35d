package io.datatier.rehearsal.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DashboardTest {

  private final DataTier tier;

  DashboardTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
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
        "creating CloudWatch Dashboard: AlreadyExists: A dashboard named campaign already exists, and CloudWatch would overwrite it.");
  }

  @Test
  void judges_dashboards() {
    dashboard("{}").expectFailures("dashboardBody: must have a list of widgets");
    dashboard("{\"widgets\":[{\"type\":\"graph\"}]}")
        .expectFailures(
            "dashboardBody: widgets[0].type must be one of alarm, custom, explorer, log, metric,"
                + " text");
    dashboard("{\"widgets\":[{\"type\":\"metric\",\"width\":25,\"properties\":{}}]}")
        .expectFailures("dashboardBody: widgets[0].width must be 1 to 24, but is 25");
    dashboard("{\"widgets\":[{\"type\":\"metric\",\"properties\":{}}]}")
        .expectFailures("dashboardBody: widgets[0].properties must have a region");
    dashboard("{\"widgets\":3}").expectFailures("dashboardBody: must be a dashboard body in JSON");
  }
}
