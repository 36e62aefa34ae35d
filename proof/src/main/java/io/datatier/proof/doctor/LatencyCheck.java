package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.LATENCY;

import io.datatier.text.Phrases;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Whether the database is slow, or the wait for one of its connections, and what brings it about.
 */
final class LatencyCheck implements Check {

  /** As the alarm on borrow latency has it by default. */
  private static final int LONGEST_WAIT_MILLIS = 1_000;

  private static final String DRIVERS =
      "Find the SET, the named prepared statement or the temporary table that the driver sends; the"
          + " table of drivers in docs/proof.md says which does.";

  private final Metrics metrics;

  LatencyCheck(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.of(
            figure(tier, "QueryDatabaseResponseLatency", Statistic.AVERAGE, LatencyCheck::answers),
            figure(
                tier, "DatabaseConnectionsBorrowLatency", Statistic.AVERAGE, LatencyCheck::waits),
            figure(
                tier,
                "DatabaseConnectionsCurrentlySessionPinned",
                Statistic.SUM,
                LatencyCheck::pinned))
        .flatMap(questions -> questions);
  }

  private interface Judgement {
    Finding of(String proxy, double value);
  }

  private Stream<Question> figure(
      Tier tier, String metric, Statistic statistic, Judgement judgement) {
    return tier.ofProxies(
        LATENCY,
        proxy -> {
          var value = metrics.most(metric, Map.of("ProxyName", proxy.name()), statistic);
          return Stream.of(
              value.isPresent()
                  ? judgement.of(proxy.name(), value.getAsDouble())
                  : Finding.note(
                      LATENCY,
                      "CloudWatch has no %s of proxy %s".formatted(metric, proxy.name()),
                      "Run this again when clients have connected."));
        });
  }

  /** What is slow for one database is not for another, so the figure is for the reader to judge. */
  private static Finding answers(String proxy, double microseconds) {
    return Finding.note(
        LATENCY,
        "behind proxy %s queries were answered in up to %.1f ms, averaged over a minute"
            .formatted(proxy, microseconds / 1_000),
        "If that is slow, look at the database and its queries; if clients are slower, at the"
            + " proxy.");
  }

  private static Finding waits(String proxy, double microseconds) {
    var text =
        "clients of proxy %s waited up to %.1f ms for a connection, averaged over a minute"
            .formatted(proxy, microseconds / 1_000);
    return microseconds <= LONGEST_WAIT_MILLIS * 1_000
        ? Finding.good(LATENCY, text)
        : Finding.bad(
            LATENCY,
            text,
            "Shorten transactions, avoid pinning, or give the pool more connections: `make plan`"
                + " says how many it needs.");
  }

  private static Finding pinned(String proxy, double sessions) {
    return sessions == 0
        ? Finding.good(
            LATENCY, "proxy %s pinned no session in the last 15 minutes".formatted(proxy))
        : Finding.bad(
            LATENCY,
            "proxy %s pinned up to %s in the last 15 minutes: each keeps its connection"
                .formatted(proxy, Phrases.count(Math.round(sessions), "session")),
            DRIVERS);
  }
}
