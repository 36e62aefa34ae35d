package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;
import static io.datatier.proof.doctor.Finding.Symptom.LATENCY;
import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import io.datatier.text.Phrases;
import java.util.stream.Stream;

/** The clients' configuration of the proxy, compared with the proxy itself. */
final class ClientCheck implements Check {

  private static final String SECRET = "RDS_SECRET_ARN";
  private static final String AGAIN = "Run `pulumi up --refresh`: it sets the variable.";

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.of(
            tier.ofClients(TIMEOUT, client -> endpoint(client, tier)),
            tier.ofClients(
                TIMEOUT,
                client ->
                    tier.proxyOf(client).stream().flatMap(proxy -> borrowTimeout(client, proxy))),
            tier.ofClients(TIMEOUT, ClientCheck::outdated),
            tier.ofClients(LATENCY, ClientCheck::options),
            tier.ofClients(
                AUTHENTICATION,
                client -> tier.proxyOf(client).stream().flatMap(proxy -> secret(client, proxy))))
        .flatMap(questions -> questions);
  }

  private static Stream<Finding> endpoint(Client client, Tier tier) {
    var host = client.variables().get(DeployedStack.ENDPOINT);
    if (host == null) {
      return Stream.of(
          Finding.bad(
              TIMEOUT,
              "%s has no %s".formatted(client.side().name(), DeployedStack.ENDPOINT),
              AGAIN));
    }
    return tier.proxies().isEmpty() || tier.endpointOf(client).isPresent()
        ? Stream.of()
        : Stream.of(
            Finding.bad(
                TIMEOUT,
                "%s connects to %s, which is not an endpoint of the stack's proxy"
                    .formatted(client.side().name(), host),
                AGAIN));
  }

  private static Stream<Finding> borrowTimeout(Client client, Proxy proxy) {
    return client.timeout().stream()
        .boxed()
        .flatMap(
            timeout ->
                proxy.pool().get().stream()
                    .map(pool -> pool.connectionPoolConfig().connectionBorrowTimeout())
                    .filter(wait -> wait != null && wait >= timeout)
                    .map(
                        wait ->
                            Finding.note(
                                TIMEOUT,
                                "%s ends after %d s, before the proxy's borrow timeout of %d s"
                                    .formatted(client.side().name(), timeout, wait),
                                "Lower datatier:proxy.pool.borrowTimeout below it, or clients never"
                                    + " see why they waited.")));
  }

  private static Stream<Finding> outdated(Client client) {
    var name = client.side().name();
    return client.outdated() == 0
        ? Stream.of()
        : Stream.of(
            Finding.note(
                TIMEOUT,
                ("%s of %s started with another version of the launch template; only the current one"
                        + " was checked")
                    .formatted(Phrases.count(client.outdated(), "instance"), name),
                "Replace them: aws autoscaling start-instance-refresh --auto-scaling-group-name "
                    + name));
  }

  private static Stream<Finding> options(Client client) {
    return client.variables().containsKey("PGOPTIONS")
        ? Stream.of(
            Finding.bad(
                LATENCY,
                client.side().name() + " sets PGOPTIONS, which RDS Proxy refuses",
                "Remove it, and set the same in the database: ALTER ROLE … SET …."))
        : Stream.of();
  }

  private static Stream<Finding> secret(Client client, Proxy proxy) {
    var arn = client.variables().get(SECRET);
    return arn == null || Secrets.of(proxy).anyMatch(secret -> Secrets.isMeant(secret, arn))
        ? Stream.of()
        : Stream.of(
            Finding.bad(
                AUTHENTICATION,
                "%s logs in with secret %s, which proxy %s does not have"
                    .formatted(client.side().name(), Secrets.name(arn), proxy.name()),
                AGAIN));
  }
}
