package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.LATENCY;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;

/** What makes the pool of no use: sessions that are pinned, and drivers that bring it about. */
final class LatencyCheck implements Check {

  private static final String DRIVERS =
      "Find the SET, the named prepared statement or the temporary table that the driver sends; the"
          + " table of drivers in docs/proof.md says which does.";

  private final Aws aws;

  LatencyCheck(Aws aws) {
    this.aws = aws;
  }

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    return Stream.concat(
        Stream.of(pinned(proxy)), stack.functions().stream().flatMap(this::options));
  }

  private Finding pinned(Proxy proxy) {
    var pinned =
        new Metrics(aws.metrics())
            .most(
                "DatabaseConnectionsCurrentlySessionPinned",
                "ProxyName",
                proxy.name(),
                Statistic.SUM);
    if (pinned.isEmpty()) {
      return Finding.note(
          LATENCY,
          "CloudWatch does not say how many sessions are pinned",
          "Ask again when clients have connected.");
    }
    return pinned.getAsDouble() == 0
        ? Finding.good(LATENCY, "no session was pinned in the last 15 minutes")
        : Finding.bad(
            LATENCY,
            "up to %.0f sessions were pinned in the last 15 minutes: each keeps its connection"
                .formatted(pinned.getAsDouble()),
            DRIVERS);
  }

  private Stream<Finding> options(String name) {
    var variables =
        Optional.ofNullable(
                aws.lambda()
                    .getFunctionConfiguration(request -> request.functionName(name))
                    .environment())
            .map(EnvironmentResponse::variables)
            .orElse(Map.of());
    return variables.containsKey("PGOPTIONS")
        ? Stream.of(
            Finding.bad(
                LATENCY,
                name + " sets PGOPTIONS, which RDS Proxy refuses",
                "Remove it, and set the same in the database: ALTER ROLE … SET …."))
        : Stream.of();
  }
}
