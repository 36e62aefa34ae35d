package io.datatier.tools.plan;

import static java.util.Comparator.comparingDouble;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacityReport;
import io.datatier.capacity.CostItem;
import io.datatier.capacity.InstanceHardware;
import io.datatier.capacity.MonthlyCost;
import io.datatier.capacity.PoolCapacity;
import io.datatier.capacity.PriceList;
import io.datatier.text.Phrases;
import io.datatier.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The full plan as text. */
record CapacityTable(CapacityPlan plan) {

  private static final int CLIENTS_SHOWN = 20;

  /** Clients, classes, summary, costs, findings and all sources. */
  String text() {
    var lines = new ArrayList<String>();
    section(lines, "Clients", clients());
    section(lines, "Connections by class", classes());
    section(
        lines, "Summary", new CapacityReport(plan).lines().stream().map(it -> "  " + it).toList());
    section(lines, "Cost a month (730 hours), in US dollars", costs());
    section(lines, "Findings", findings());
    section(lines, "Sources", sources());
    return String.join("\n", lines) + "\n";
  }

  private static void section(List<String> lines, String title, List<String> content) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
    lines.addAll(content);
  }

  private List<String> clients() {
    var demand = plan.tier().demand();
    var table = new TextTable("llrrr").row("client", "kind", "at once", "a second", "timeout");
    demand.clients().stream()
        .sorted(comparingDouble(demand.weights()).reversed())
        .limit(CLIENTS_SHOWN)
        .forEach(
            client ->
                table.row(
                    client.name(),
                    client.kind().toString().toLowerCase(Locale.ROOT),
                    client.connections().isPresent()
                        ? Phrases.count(client.connections().getAsInt())
                        : "unreserved",
                    client.load().requestsPerSecond().isPresent()
                        ? Phrases.amount(client.load().requestsPerSecond().getAsDouble())
                        : "unknown",
                    client.timeout().map(Phrases::time).orElse("none")));
    var more = demand.clients().size() - CLIENTS_SHOWN;
    if (more > 0) {
      table.row(Phrases.count(more) + " more", "", "", "", "");
    }
    return table.row("peak", "", Phrases.count(plan.peakConnections()), "", "").lines();
  }

  private List<String> classes() {
    var table =
        new TextTable("lrrrll")
            .row(
                "class",
                "vCPU",
                "GiB",
                "connections",
                Phrases.count(plan.peakConnections()) + " directly",
                "pool of " + plan.tier().pool().maxConnectionsPercent());
    plan.hardware().stream()
        .flatMap(chosen -> chosen.family().stream())
        .forEach(
            candidate -> {
              var limit = plan.limitOf(candidate);
              table.row(
                  candidate.instanceClass() + (isChosen(candidate) ? " (this plan)" : ""),
                  String.valueOf(candidate.vcpus()),
                  String.valueOf(candidate.memoryGib()),
                  limit.range().toString(),
                  plan.directOn(candidate).toString(),
                  PoolCapacity.of(plan.tier().pool(), limit).connections().toString());
            });
    return plan.hardware().isPresent()
        ? table.lines()
        : List.of("  Unknown instance class: " + plan.tier().database().instanceClass());
  }

  private boolean isChosen(InstanceHardware candidate) {
    return plan.hardware().filter(candidate::equals).isPresent();
  }

  private List<String> costs() {
    var direct = plan.directCost();
    var table =
        new TextTable("lrrl")
            .row(
                "",
                plan.tier().database().instanceClass() + " and a proxy",
                plan.directClass().map(it -> it.instanceClass() + " alone").orElse(""),
                "");
    for (var item : plan.cost().items()) {
      table.row(
          item.name(),
          Phrases.dollars(item.usd()),
          direct
              .flatMap(cost -> find(cost, item.name()))
              .map(it -> Phrases.dollars(it.usd()))
              .orElse(""),
          item.basis());
    }
    table.row(
        "total", total(Optional.of(plan.cost())), direct.isPresent() ? total(direct) : "", "");
    var lines = new ArrayList<>(table.lines());
    if (!priced().equals(plan.tier().region())) {
      lines.add(
          "  Priced as %s: prices of %s are unknown.".formatted(priced(), plan.tier().region()));
    }
    Stream.of(Optional.of(plan.cost()), direct)
        .flatMap(Optional::stream)
        .flatMap(cost -> cost.unpriced().stream())
        .distinct()
        .forEach(it -> lines.add("  Unknown price: " + it + "."));
    lines.add(
        "  Not included: clients, logs (CloudWatch bills each GB), requests, traffic, backups beyond"
            + " the free allowance, the dashboard beyond an account's first three.");
    return lines;
  }

  private static Optional<CostItem> find(MonthlyCost cost, String name) {
    return cost.items().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static String total(Optional<MonthlyCost> cost) {
    return cost.flatMap(MonthlyCost::total).map(Phrases::dollars).orElse("unknown");
  }

  private List<String> findings() {
    var findings =
        plan.findings().stream()
            .map(it -> "  " + it.severity().toString().toLowerCase(Locale.ROOT) + ": " + it.text())
            .toList();
    return findings.isEmpty() ? List.of("  none") : findings;
  }

  private List<String> sources() {
    var classes =
        Stream.concat(
            Stream.of(plan.tier().database().instanceClass(), "db.t3.small", "db.t3.medium"),
            plan.directClass().stream().map(InstanceHardware::instanceClass));
    return Stream.concat(
            Stream.of(
                "max_connections: AWS Prescriptive Guidance, Tuning PostgreSQL parameters; observed",
                "  values are 77 % to 97 % of what its formula gives for the full memory",
                "memory and vCPUs: RDS user guide, Hardware specifications for DB instance classes",
                "5 reserved connections: AWS Knowledge Center, connection slots are reserved",
                "pool: RDS user guide, MaxConnectionsPercent",
                "waiting: M/M/c (Erlang C); Gross and others, Fundamentals of Queueing Theory, 2.3",
                "1,000 executions an account, 100 of them unreservable: Lambda developer guide",
                "prices, from copies read on " + PriceList.readOn() + ":"),
            PriceList.of(plan.tier().region()).sources(classes).stream().map(it -> "  " + it))
        .map(it -> "  " + it)
        .toList();
  }

  private String priced() {
    return PriceList.of(plan.tier().region()).pricedAs();
  }
}
