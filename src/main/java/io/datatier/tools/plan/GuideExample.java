package io.datatier.tools.plan;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.InstanceHardware;
import io.datatier.capacity.Phrases;
import io.datatier.capacity.PriceList;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.TextTable;
import io.datatier.capacity.Tier;
import io.datatier.capacity.Verdict;
import io.datatier.values.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The campaign of the original guide with today's figures: its connections (1 + 100 + 50 + 10 = 161
 * against 87, 198 and 405) and its costs ($41 with a proxy on db.t3.small, $60 without on
 * db.t3.medium).
 */
final class GuideExample {

  static final Demand CAMPAIGN =
      new Demand(
          List.of(
              Client.function("dispatcher").connections(1).build(),
              Client.function("dialer worker").connections(100).build(),
              Client.function("status checker").connections(50).build(),
              Client.function("report generator").connections(10).build()));

  private static final String WITH_PROXY = "db.t3.small";
  private static final String WITHOUT_PROXY = "db.t3.medium";
  private static final BigDecimal HOURS = BigDecimal.valueOf(730);

  private GuideExample() {}

  static List<String> lines() {
    var lines = new ArrayList<>(connections());
    lines.add("");
    lines.addAll(costs());
    lines.add("");
    lines.addAll(differences());
    return lines;
  }

  private static List<String> connections() {
    var peak = CAMPAIGN.peakConnections();
    var table =
        new TextTable("lrrll")
            .row("class", "guide", "today", peak + " directly", peak + " through the proxy");
    guideLimit(table, "db.t3.micro", 87);
    guideLimit(table, "db.t3.small", 198);
    guideLimit(table, "db.t3.medium", 405);
    return table.lines();
  }

  private static void guideLimit(TextTable table, String instanceClass, int guide) {
    var plan = plan(instanceClass);
    table.row(
        instanceClass,
        Phrases.count(guide),
        plan.maxConnections().orElseThrow().range().toString(),
        plan.direct().orElseThrow().toString(),
        "share %s".formatted(plan.pool().orElseThrow().connections()));
  }

  private static List<String> costs() {
    return new TextTable("lrr")
        .row("a month", "guide", "today")
        .row(WITH_PROXY, "$30.00", Phrases.dollars(instance(WITH_PROXY)))
        .row("proxy", "$11.00", Phrases.dollars(proxy()))
        .row("total", "$41.00", Phrases.dollars(together()))
        .row(WITHOUT_PROXY + ", no proxy", "$60.00", Phrases.dollars(instance(WITHOUT_PROXY)))
        .row("saved", "$19.00", Phrases.dollars(saved()))
        .lines();
  }

  private static List<String> differences() {
    return List.of(
        "  The guide bills the proxy for one vCPU; AWS bills the database's, at least two: %s."
            .formatted(Phrases.dollars(proxy())),
        "  The guide rounds the databases up to $30 and $60; the price list says %s and %s."
            .formatted(
                Phrases.dollars(instance(WITH_PROXY)), Phrases.dollars(instance(WITHOUT_PROXY))),
        "  So the proxy saves %s a month, not $19. 161 connections %s %s without it:"
            .formatted(
                Phrases.dollars(saved()),
                plan(WITH_PROXY).direct().orElseThrow() == Verdict.FITS ? "fit" : "do not fit",
                WITH_PROXY),
        "  there it buys room to grow and connections that are already open.");
  }

  private static CapacityPlan plan(String instanceClass) {
    return CapacityPlan.of(
        new Tier(
            "us-east-1",
            DatabaseTarget.instance(instanceClass, false, 20),
            new ProxyPool(new Percent(100), new Percent(50), Duration.ofMinutes(2)),
            CAMPAIGN,
            0),
        CapacitySettings.builder().build());
  }

  private static BigDecimal instance(String instanceClass) {
    return month(PriceList.of("us-east-1").instanceHour(instanceClass).orElseThrow());
  }

  private static BigDecimal proxy() {
    var vcpus = InstanceHardware.of(WITH_PROXY).orElseThrow().vcpus();
    return month(PriceList.of("us-east-1").proxyVcpuHour().multiply(BigDecimal.valueOf(vcpus)));
  }

  private static BigDecimal together() {
    return instance(WITH_PROXY).add(proxy());
  }

  private static BigDecimal saved() {
    return instance(WITHOUT_PROXY).subtract(together());
  }

  private static BigDecimal month(BigDecimal hour) {
    return hour.multiply(HOURS).setScale(2, RoundingMode.HALF_UP);
  }
}
