package io.datatier.capacity;

import static java.util.Comparator.comparingDouble;

import io.datatier.text.Phrases;
import io.datatier.text.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A summary of a plan: a few lines for every preview, and plain values for the stack's outputs. */
public record CapacityReport(CapacityPlan plan) {

  /** The summary as aligned lines, without {@link CapacityPlan#findings()}. */
  public List<String> lines() {
    return new TextTable("ll")
            .row("clients", clients())
            .row("database", database())
            .row("pool", pool())
            .row("waiting", waiting())
            .row("cost", cost())
            .lines()
            .stream()
            .map(String::strip)
            .toList();
  }

  /** The summary and the findings as maps, lists, strings and numbers. */
  public Map<String, Object> value() {
    var value = new TreeMap<String, Object>();
    value.put("instanceClass", plan.tier().database().instanceClass());
    value.put("peakConnections", (double) plan.peakConnections());
    plan.maxConnections()
        .ifPresent(
            limit -> {
              value.put("maxConnections", range(limit.range()));
              value.put("maxConnectionsKnown", limit.origin().toString());
            });
    plan.direct().ifPresent(verdict -> value.put("direct", verdict.toString()));
    plan.directClass().ifPresent(it -> value.put("directClass", it.instanceClass()));
    plan.pool()
        .ifPresent(
            pool -> {
              value.put("pool", range(pool.connections()));
              value.put("poolIdle", range(pool.idle()));
              value.put("poolLeaves", pool.headroom());
            });
    plan.waiting().ifPresent(waiting -> value.put("waiting", seconds(waiting)));
    value.put("usdPerMonth", dollars(plan.cost()));
    plan.directCost().ifPresent(cost -> value.put("usdPerMonthDirect", dollars(cost)));
    value.put("pricedAs", PriceList.of(plan.tier().region()).pricedAs());
    value.put("errors", plan.errors().stream().map(Finding::text).toList());
    value.put("warnings", plan.warnings().stream().map(Finding::text).toList());
    return value;
  }

  /** Why {@code stack} cannot work, if it cannot. */
  public Optional<String> refusal(String stack) {
    var errors = plan.errors();
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            errors.stream()
                .map(error -> "  " + error.text())
                .collect(
                    Collectors.joining(
                        "\n",
                        "The capacity plan of stack %s has %d %s; nothing was changed.%n"
                            .formatted(
                                stack, errors.size(), errors.size() == 1 ? "error" : "errors"),
                        "\nTo continue anyway, set datatier:capacity.acceptRisk to the reason.")));
  }

  private static Map<String, Object> range(ConnectionRange range) {
    return Map.of("least", range.least(), "most", range.most());
  }

  private static Map<String, Object> seconds(Waiting waiting) {
    var value = new TreeMap<String, Object>();
    value.put("carriedPerSecond", waiting.carriedPerSecond());
    value.put("lastOfAllSeconds", Traffic.seconds(waiting.lastOfAll()));
    waiting
        .steady()
        .ifPresent(
            steady -> {
              value.put("utilization", steady.utilization());
              steady.expected().ifPresent(it -> value.put("expectedSeconds", Traffic.seconds(it)));
            });
    return value;
  }

  private static Map<String, Object> dollars(MonthlyCost cost) {
    var value = new TreeMap<String, Object>();
    cost.items().forEach(item -> value.put(item.name(), item.usd().doubleValue()));
    cost.total().ifPresent(total -> value.put("total", total.doubleValue()));
    if (!cost.unpriced().isEmpty()) {
      value.put("unpriced", cost.unpriced());
    }
    return value;
  }

  private String clients() {
    var demand = plan.tier().demand();
    if (demand.clients().isEmpty()) {
      return "none";
    }
    var largest =
        demand.clients().stream()
            .sorted(comparingDouble(demand.weights()).reversed())
            .map(
                client ->
                    client.connections().isPresent()
                        ? Phrases.count(client.connections().getAsInt()) + " " + client.name()
                        : client.name() + " (unreserved)")
            .toList();
    return "%s at peak: %s"
        .formatted(Phrases.count(plan.peakConnections(), "connection"), Phrases.names(largest));
  }

  private String database() {
    return plan.maxConnections()
        .map(
            limit ->
                "%s accepts %s connections (%s); without a proxy the peak %s"
                    .formatted(
                        plan.tier().database().instanceClass(),
                        limit.range(),
                        limit.origin(),
                        plan.direct().orElseThrow()))
        .orElseGet(
            () ->
                "the connection limit of %s is unknown"
                    .formatted(plan.tier().database().instanceClass()));
  }

  private String pool() {
    return plan.pool()
        .map(
            pool ->
                "%s connections (%s), %s kept when idle, %s or more left for administration"
                    .formatted(
                        pool.connections(),
                        plan.tier().pool().maxConnectionsPercent(),
                        pool.idle(),
                        Phrases.count(pool.headroom())))
        .orElseGet(
            () -> plan.tier().pool().maxConnectionsPercent() + " of the database's connections");
  }

  private String waiting() {
    return plan.waiting()
        .map(waiting -> waiting.steady().map(this::steady).orElseGet(() -> worst(waiting)))
        .orElse("unknown");
  }

  private String steady(Waiting.Steady steady) {
    return "%s requests a second of %s keep %s of the pool busy and wait %s"
        .formatted(
            Phrases.amount(plan.traffic().requestsPerSecond().orElse(0)),
            Phrases.time(plan.traffic().databaseTime()),
            Phrases.percent(steady.utilization()),
            steady
                .expected()
                .map(wait -> Phrases.time(wait) + " on average")
                .orElse("longer and longer"));
  }

  private String worst(Waiting waiting) {
    var carried =
        "the pool serves %s requests a second of %s"
            .formatted(
                Phrases.amount(waiting.carriedPerSecond()),
                Phrases.time(plan.traffic().databaseTime()));
    return plan.peakConnections() == 0
        ? carried
        : "%s; if all %s ask at once, %s"
            .formatted(
                carried,
                Phrases.count(plan.peakConnections()),
                waiting.lastOfAll().isZero()
                    ? "no one waits"
                    : "the last waits " + Phrases.time(waiting.lastOfAll()));
  }

  private String cost() {
    var priced = PriceList.of(plan.tier().region()).pricedAs();
    var note = priced.equals(plan.tier().region()) ? "" : " (priced as " + priced + ")";
    return sum(plan.cost()) + direct().orElse("") + note;
  }

  private Optional<String> direct() {
    return plan.directClass()
        .flatMap(
            it ->
                plan.directCost()
                    .flatMap(MonthlyCost::total)
                    .map(
                        total ->
                            "; without a proxy on %s %s"
                                .formatted(it.instanceClass(), Phrases.dollars(total))));
  }

  private static String sum(MonthlyCost cost) {
    var parts =
        cost.items().stream()
            .map(item -> item.name() + " " + Phrases.dollars(item.usd()))
            .collect(Collectors.joining(", "));
    return cost.total()
        .map(total -> "%s a month: %s".formatted(Phrases.dollars(total), parts))
        .orElseGet(
            () ->
                Stream.of(parts, "no price known for " + String.join(", ", cost.unpriced()))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; ")));
  }
}
