package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.UP;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

/** The status of the proxy and the health of its targets, for which no deployment waits. */
final class UpCheck implements Check {

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    var status = proxy.itself().statusAsString();
    var itself =
        status.equals("available")
            ? Finding.good(UP, "proxy " + proxy.name() + " is available")
            : Finding.bad(UP, "proxy %s is %s".formatted(proxy.name(), status), adviceFor(status));
    var targets =
        proxy.instances().isEmpty()
            ? Stream.of(
                Finding.bad(
                    UP,
                    "proxy " + proxy.name() + " has no target",
                    "Run `pulumi up`: it registers the database with the proxy."))
            : proxy.instances().stream().map(UpCheck::of);
    return Stream.concat(Stream.of(itself), targets);
  }

  private static Finding of(DBProxyTarget target) {
    var health = Optional.ofNullable(target.targetHealth());
    var state = health.map(it -> it.stateAsString()).orElse("UNKNOWN");
    if (Proxy.isAvailable(target)) {
      return Finding.good(UP, "target " + target.rdsResourceId() + " is available");
    }
    var reason = health.map(it -> it.reasonAsString()).orElse("");
    var said = health.map(it -> it.description()).orElse("");
    return new Finding(
        UP,
        state.equals("UNUSED") ? Finding.Level.NOTE : Finding.Level.BAD,
        "target %s is %s%s%s"
            .formatted(
                target.rdsResourceId(),
                state,
                reason.isEmpty() ? "" : ": " + reason,
                said.isEmpty() ? "" : " (" + said + ")"),
        TargetHealthAdvice.of(state, reason));
  }

  private static String adviceFor(String status) {
    return switch (status) {
      case "creating", "modifying", "reactivating" ->
          "Wait: add --wait, which asks until it is available.";
      case "incompatible-network" ->
          "Give it subnets in two zones, with free addresses, of the database's VPC.";
      case "insufficient-resource-limits" ->
          "Ask AWS for more proxies in Service Quotas, or delete one.";
      case "suspended", "suspending" ->
          "Start the database: RDS suspends the proxy of one that it cannot reach.";
      default -> "Look at the events of the proxy in the RDS console.";
    };
  }
}
