package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.UP;

import io.datatier.proof.doctor.DeployedStack.NamedProxy;
import io.datatier.proof.doctor.DeployedStack.Unread;
import java.util.stream.Stream;

/** The status of proxies and endpoints and the health of targets, for which no deployment waits. */
final class UpCheck implements Check {

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.of(
            tier.missing()
                .map(proxy -> new Question(UP, proxy.name(), () -> Stream.of(gone(proxy.name())))),
            tier.stack().unread().stream()
                .map(it -> new Question(UP, it.what(), () -> Stream.of(unread(it)))),
            tier.elsewhere()
                .map(it -> new Question(UP, it.name(), () -> Stream.of(elsewhere(tier, it)))),
            tier.ofProxies(UP, proxy -> Stream.of(of(proxy.first()))),
            tier.ofProxies(UP, proxy -> proxy.further().get().stream().map(UpCheck::of)),
            tier.ofProxies(UP, UpCheck::targets))
        .flatMap(questions -> questions);
  }

  private static Finding unread(Unread part) {
    return Finding.unseen(UP, part.what(), part.why());
  }

  private static Finding elsewhere(Tier tier, NamedProxy proxy) {
    return Finding.unseen(
        UP,
        "proxy " + proxy.name(),
        "It is in %s and was not checked: this checks only %s, the region of the first proxy."
            .formatted(proxy.region(), tier.stack().proxies().get(0).region()));
  }

  private static Finding gone(String name) {
    return Finding.bad(
        UP,
        "proxy %s is gone, or another one has its name".formatted(name),
        "See with `pulumi preview --refresh` what `up` would create again.");
  }

  private static Finding of(Endpoint endpoint) {
    return endpoint.status().equals("available")
        ? Finding.good(UP, endpoint.side().name() + " is available")
        : Finding.bad(
            UP,
            "%s is %s".formatted(endpoint.side().name(), endpoint.status()),
            adviceFor(endpoint.status()));
  }

  private static Stream<Finding> targets(Proxy proxy) {
    return proxy.instances().isEmpty()
        ? Stream.of(
            Finding.bad(
                UP,
                "proxy " + proxy.name() + " has no target",
                "Run `pulumi up --refresh`: it registers the database with the proxy."))
        : proxy.instances().stream().map(TargetState::of).map(UpCheck::of);
  }

  private static Finding of(TargetState target) {
    if (target.isAvailable()) {
      return Finding.good(UP, target.text());
    }
    return new Finding(
        UP,
        target.isUnused() ? Finding.Level.NOTE : Finding.Level.BAD,
        target.text(),
        TargetHealthAdvice.of(target.state(), target.reason()));
  }

  private static String adviceFor(String status) {
    return switch (status) {
      case "creating", "modifying", "reactivating" -> TargetHealthAdvice.WAIT;
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
