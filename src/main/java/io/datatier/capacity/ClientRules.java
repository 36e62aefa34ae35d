package io.datatier.capacity;

import io.datatier.text.Phrases;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about the clients, whatever the database. */
record ClientRules(CapacityPlan plan) {

  Stream<Finding> findings() {
    return Stream.of(shortTimeouts(), unbounded(), reservations()).flatMap(Optional::stream);
  }

  private Optional<Finding> shortTimeouts() {
    var borrowTimeout = plan.tier().pool().borrowTimeout();
    return Advice.names(
            demand().clients().stream()
                .filter(client -> client.kind() == Client.Kind.FUNCTION)
                .filter(client -> endsWithin(borrowTimeout, client)))
        .map(
            names ->
                Finding.warning(
                    ("%s would time out before the proxy returns an error: clients wait up to %s"
                            + " for a connection. Raise %s above that or lower %s.")
                        .formatted(
                            names,
                            Phrases.time(borrowTimeout),
                            Advice.TIMEOUT,
                            Advice.BORROW_TIMEOUT)));
  }

  private static boolean endsWithin(Duration borrowTimeout, Client client) {
    return client.timeout().filter(timeout -> timeout.compareTo(borrowTimeout) <= 0).isPresent();
  }

  private Optional<Finding> unbounded() {
    return Advice.names(demand().unbounded().stream())
        .map(
            names ->
                Finding.warning(
                    ("%s may open %s at once, as many as the account's default quota leaves."
                            + " Set %s.")
                        .formatted(
                            names,
                            Phrases.count(demand().sharedExecutions(), "connection"),
                            Advice.CONCURRENCY)));
  }

  private Optional<Finding> reservations() {
    var most = Demand.ACCOUNT_CONCURRENCY - Demand.UNRESERVABLE_CONCURRENCY;
    return demand().reservedExecutions() <= most
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                ("The functions reserve %s, but an account can reserve only %s by default. Request"
                        + " a higher quota first, or lower %s.")
                    .formatted(
                        Phrases.count(demand().reservedExecutions(), "execution"),
                        Phrases.count(most),
                        Advice.CONCURRENCY)));
  }

  private Demand demand() {
    return plan.tier().demand();
  }
}
