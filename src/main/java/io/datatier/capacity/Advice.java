package io.datatier.capacity;

import io.datatier.text.Phrases;
import java.util.Optional;
import java.util.stream.Stream;

/** What to do about a finding, in terms of configuration keys. */
final class Advice {

  static final String SHARE = "datatier:proxy.pool.maxConnectionsPercent";
  static final String BORROW_TIMEOUT = "datatier:proxy.pool.borrowTimeout";
  static final String INSTANCE_CLASS = "datatier:database.instanceClass";
  static final String MAX_CONNECTIONS = "datatier:database.maxConnections";
  static final String CONCURRENCY = "datatier:functions[].reservedConcurrency";
  static final String TIMEOUT = "datatier:functions[].timeout";

  private Advice() {}

  /** How to give {@code plan} a larger pool, as the start of a sentence. */
  static String enlargePool(CapacityPlan plan) {
    var share =
        plan.tier().pool().maxConnectionsPercent().value() < 100
            ? Optional.of("raise " + SHARE)
            : Optional.<String>empty();
    var size =
        plan.hardware()
            .flatMap(chosen -> chosen.fromHereUp().stream().skip(1).findFirst())
            .map(it -> "choose a larger %s (%s)".formatted(INSTANCE_CLASS, it.instanceClass()));
    var ways = Stream.of(share, size).flatMap(Optional::stream).toList();
    return capitalized(
        ways.isEmpty() ? "let fewer clients connect at once" : String.join(" or ", ways));
  }

  /** The names of {@code clients} as the subject of a sentence; empty if there are none. */
  static Optional<String> names(Stream<Client> clients) {
    return Optional.of(clients.map(Client::name).toList())
        .filter(names -> !names.isEmpty())
        .map(Phrases::names);
  }

  private static String capitalized(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
