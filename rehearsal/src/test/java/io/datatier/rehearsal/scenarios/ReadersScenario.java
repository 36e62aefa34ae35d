package io.datatier.rehearsal.scenarios;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers, a zone and another way to log in that come to a protected cluster in use. */
final class ReadersScenario {

  private static final Path CLUSTER =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/stacks/Pulumi.cluster.yaml");

  @Test
  void come_and_go_and_touch_nothing_else() throws Exception {
    var stage = Stage.of("readers", Stage.parts("cluster").withConfig(CLUSTER.toAbsolutePath()));
    var live = LiveStack.of(stage);
    live.set("database.deletionProtection", "true");
    stage.require("up", "--skip-preview", "--suppress-progress");

    live.set("database.readers", "2");
    live.expect(Map.of("campaign-postgres-cluster-instance-3", "create"));
    live.set("database.readers", "1");
    live.expect(Map.of("campaign-postgres-cluster-instance-3", "delete"));

    live.set("proxy.authentication", "secret");
    var functions = "campaign-functions-cluster-";
    live.expect(
        Map.of(
            "campaign-postgres-proxy-cluster-proxy",
            "update",
            functions + "dialer-cluster-function",
            "update",
            functions + "report-cluster-function",
            "update",
            functions + "dialer-cluster-read-database-secret",
            "create",
            functions + "report-cluster-read-database-secret",
            "create",
            functions + "dialer-cluster-connect-to-database",
            "delete",
            functions + "report-cluster-connect-to-database",
            "delete"));

    live.set("network.zones[3]", "us-east-1d");
    live.expectWhatPreviewTells();
  }
}
