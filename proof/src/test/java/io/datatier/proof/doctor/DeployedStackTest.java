package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.proof.doctor.DeployedStack.NamedProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeployedStackTest {

  /** From the first release, which knew no workers, no plan and no other stacks. */
  @Test
  void reads_what_the_engine_wrote() throws Exception {
    var state =
        Path.of(
            "../rehearsal/src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0/prod/state.json");
    assertEquals(
        new DeployedStack(
            List.of(
                new NamedProxy(
                    "campaign-postgres-proxy-prod",
                    "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-015f28958e4557e75")),
            List.of(
                "dispatcher-lambda-prod",
                "validate-campaign-lambda-prod",
                "dialer-worker-lambda-prod",
                "status-checker-lambda-prod",
                "report-generator-lambda-prod",
                "enrich-dial-task-lambda-prod"),
            List.of(),
            Optional.empty()),
        DeployedStack.read(Files.readString(state)));
  }

  @Test
  void a_proxy_knows_its_region() {
    assertEquals(
        "eu-central-1",
        new NamedProxy("shop", "arn:aws:rds:eu-central-1:123456789012:db-proxy:prx-1").region());
  }
}
