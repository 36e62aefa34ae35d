package io.datatier.proof.doctor;

import io.datatier.text.Phrases;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Waits for the proxies and their targets, for which no deployment does.
 *
 * @param patience after which it gives up
 * @param step between two looks
 * @param out to which it says what it waits for
 */
record Waiting(Duration patience, Duration step, PrintWriter out) {

  /** States of a proxy that pass. */
  private static final Set<String> PASSING = Set.of("creating", "modifying", "reactivating");

  /** What a new target says at first, and one that is set up wrongly forever. */
  private static final Set<String> DOUBTFUL = Set.of("AUTH_FAILURE", "UNREACHABLE");

  /** After so many looks in a row, such a reason is final. */
  private static final int LOOKS = 12;

  /**
   * Waits until all are available, until one is in a state that does not pass, or for as long as it
   * has patience.
   *
   * @param look at them
   * @return whether they are available
   * @throws SdkException why AWS does not name the proxies, if waiting changes nothing about that
   */
  boolean until(Supplier<Tier> look) throws InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    var told = "";
    var doubts = 0;
    while (true) {
      var state = state(look);
      doubts = state.outlook() == Outlook.DOUBTFUL ? doubts + 1 : 0;
      if (doubts == LOOKS) {
        state = new State(state.missing(), Outlook.NEVER);
        told = "";
      }
      if (state.missing().isEmpty()) {
        return true;
      }
      if (!state.missing().equals(told)) {
        told = state.missing();
        out.println((state.comes() ? "Waiting: " : "Waiting does not help: ") + told);
      }
      if (!state.comes()) {
        return false;
      }
      if (System.nanoTime() > end) {
        out.printf("Not available within %s.%n", Phrases.count(patience.toMinutes(), "minute"));
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(step.toNanos());
    }
  }

  /** What time may bring. */
  private enum Outlook {
    COMES,
    /** What comes soon or never. */
    DOUBTFUL,
    /** What AWS does not tell these credentials. */
    UNTOLD,
    NEVER
  }

  /**
   * What is still to come.
   *
   * @param missing empty if nothing is
   */
  private record State(String missing, Outlook outlook) {

    boolean comes() {
      return outlook == Outlook.COMES || outlook == Outlook.DOUBTFUL;
    }

    /** What decides of several: what never comes, or else what to wait for. */
    static State of(List<State> states) {
      var missing = states.stream().filter(state -> !state.missing.isEmpty()).toList();
      var outlook =
          Stream.of(Outlook.NEVER, Outlook.COMES, Outlook.DOUBTFUL, Outlook.UNTOLD)
              .filter(it -> missing.stream().anyMatch(state -> state.outlook == it))
              .findFirst()
              .orElse(Outlook.COMES);
      return new State(
          missing.stream()
              .filter(state -> state.outlook == outlook)
              .map(State::missing)
              .collect(Collectors.joining(", ")),
          outlook);
    }
  }

  private static State state(Supplier<Tier> look) {
    try {
      return of(look.get());
    } catch (SdkException failed) {
      var unknown = unknown(failed);
      if (!unknown.comes()) {
        throw failed;
      }
      return unknown;
    }
  }

  /** Of proxies that were found; without their targets, the checks still have much to look at. */
  private static State of(Tier tier) {
    var gone =
        tier.missing()
            .map(proxy -> new State("proxy %s is gone".formatted(proxy.name()), Outlook.NEVER));
    return State.of(Stream.concat(gone, tier.proxies().stream().map(Waiting::of)).toList());
  }

  private static State of(Proxy proxy) {
    try {
      return new State(missing(proxy).orElse(""), outlook(proxy));
    } catch (SdkException failed) {
      return unknown(failed);
    }
  }

  private static State unknown(SdkException failed) {
    var refusal = Refusal.of(failed);
    return new State(
        refusal.why(), refusal.kind() == Refusal.Kind.PASSING ? Outlook.COMES : Outlook.UNTOLD);
  }

  private static Outlook outlook(Proxy proxy) {
    if (!isAvailable(proxy)) {
      return PASSING.contains(status(proxy)) ? Outlook.COMES : Outlook.NEVER;
    }
    return proxy.instances().stream()
            .map(TargetState::of)
            .anyMatch(target -> !target.isReady() && DOUBTFUL.contains(target.reason()))
        ? Outlook.DOUBTFUL
        : Outlook.COMES;
  }

  private static String status(Proxy proxy) {
    return proxy.itself().statusAsString();
  }

  private static boolean isAvailable(Proxy proxy) {
    return status(proxy).equals("available");
  }

  private static Optional<String> missing(Proxy proxy) {
    if (!isAvailable(proxy)) {
      return Optional.of("proxy %s is %s".formatted(proxy.name(), status(proxy)));
    }
    if (proxy.instances().isEmpty()) {
      return Optional.of("proxy %s has no target".formatted(proxy.name()));
    }
    return proxy.instances().stream()
        .map(target -> TargetState.of(target))
        .filter(target -> !target.isReady())
        .map(TargetState::text)
        .reduce((first, second) -> first + ", " + second);
  }
}
