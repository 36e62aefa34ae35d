package io.datatier.tools.plan;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.clients;
import static io.datatier.capacity.SampleTiers.on;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.InstanceHardware;
import io.datatier.capacity.PriceList;
import io.datatier.capacity.Tier;
import io.datatier.text.Phrases;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CapacityTableTest {

  private static final PriceList PRICES = PriceList.of("us-east-1");
  private static final BigDecimal HOURS = BigDecimal.valueOf(730);

  @Test
  void lists_the_clients_the_largest_first() {
    assertEquals(
        """
          client            kind      at once  a second  timeout
          dialer-worker     function      100   unknown    150 s
          status-checker    function       50   unknown    150 s
          report-generator  function       10   unknown    150 s
          dispatcher        function        1   unknown    150 s
          peak                            161
        """,
        section("Clients", plan(on("db.t3.micro"))));
  }

  @Test
  void counts_the_clients_of_large_fleets() {
    var thousand =
        new Demand(
            IntStream.range(0, 1_000).mapToObj(it -> clients("client-" + it, 1).build()).toList());
    var lines = section("Clients", plan(tier("db.t3.micro", pool(90), thousand))).lines().toList();
    assertEquals(23, lines.size());
    assertEquals("  980 more", lines.get(21));
    assertTrue(lines.get(22).endsWith("1,000"), lines.get(22));
  }

  @Test
  void compares_the_classes_of_the_family() {
    assertEquals(
        """
          class                    vCPU  GiB     connections  161 directly  pool of 90 %
          db.t3.micro                 2    1              87  does not fit  78
          db.t3.small (this plan)     2    2      187 to 198  fits          168 to 178
          db.t3.medium                2    4             405  fits          364
          db.t3.large                 2    8      693 to 874  fits          623 to 786
          db.t3.xlarge                4   16  1,387 to 1,748  fits          1,248 to 1,573
          db.t3.2xlarge               8   32  2,775 to 3,496  fits          2,497 to 3,146
        """,
        section("Connections by class", plan(tier("db.t3.small", pool(90), CAMPAIGN))));
  }

  @Test
  void compares_the_costs_with_and_without_a_proxy() {
    assertEquals(
        """
                    db.t3.micro and a proxy  db.t3.small alone
          database                   $13.14             $26.28  db.t3.micro, 730 h at $0.018
          storage                     $2.30              $2.30  20 GiB gp3 at $0.115
          proxy                      $21.90                     2 vCPU of the database, 730 h at $0.015
          total                      $37.34             $28.58
          Not included: clients, logs (CloudWatch bills each GB), requests, traffic, backups beyond the free allowance, the dashboard beyond an account's first three.
        """,
        section("Cost a month (730 hours), in US dollars", plan(on("db.t3.micro"))));
  }

  @Test
  void says_which_prices_it_lacks() {
    var database = DatabaseTarget.instance("db.m6g.4xlarge", false, 20);
    var plan = plan(new Tier("eu-west-1", database, pool(90), CAMPAIGN, 0));
    assertEquals(
        """
                   db.m6g.4xlarge and a proxy  db.m6g.4xlarge alone
          storage                       $2.30                 $2.30  20 GiB gp3 at $0.115
          proxy                       $175.20                        16 vCPU of the database, 730 h at $0.015
          total                       unknown               unknown
          Priced as us-east-1: prices of eu-west-1 are unknown.
          Unknown price: db.m6g.4xlarge.
          Not included: clients, logs (CloudWatch bills each GB), requests, traffic, backups beyond the free allowance, the dashboard beyond an account's first three.
        """,
        section("Cost a month (730 hours), in US dollars", plan));
  }

  @Test
  void recomputes_the_two_tables_of_the_guide() throws IOException {
    var small = month("db.t3.small");
    var medium = month("db.t3.medium");
    var vcpus = InstanceHardware.of("db.t3.small").orElseThrow().vcpus();
    var proxy = PRICES.proxyVcpuHour().multiply(BigDecimal.valueOf(vcpus)).multiply(HOURS);
    assertEquals(
        Stream.of(
                connections("db.t3.micro", "87"),
                connections("db.t3.small", "198"),
                connections("db.t3.medium", "405"),
                row("db.t3.small, a month", "$30", Phrases.dollars(small)),
                row("its proxy", "$11", Phrases.dollars(proxy)),
                row("both", "$41", Phrases.dollars(small.add(proxy))),
                row("db.t3.medium, no proxy", "$60", Phrases.dollars(medium)),
                row("saved", "$19", Phrases.dollars(medium.subtract(small).subtract(proxy))))
            .collect(Collectors.joining("\n")),
        Files.readString(Path.of("docs/decisions/005-figures-of-the-seeds.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| ---"))
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n")));
  }

  private static String connections(String instanceClass, String guide) {
    var plan = plan(on(instanceClass));
    return row(
        "connections of " + instanceClass,
        guide,
        "%s; 161 %s directly, the pool's share is %s"
            .formatted(
                plan.maxConnections().orElseThrow().range(),
                plan.direct().orElseThrow(),
                plan.pool().orElseThrow().connections()));
  }

  private static String row(String what, String guide, String today) {
    return "| %s | %s | %s |".formatted(what, guide, today);
  }

  private static BigDecimal month(String instanceClass) {
    return PRICES.instanceHour(instanceClass).orElseThrow().multiply(HOURS);
  }

  @Test
  void reports_findings_or_none() {
    assertEquals("  none\n", section("Findings", plan(tier("db.t3.micro", pool(90), CAMPAIGN))));
    assertTrue(
        section("Findings", plan(on("db.t3.micro"))).startsWith("  warning: The pool may leave 0"));
  }

  @Test
  void ends_with_the_sources_of_what_it_used() {
    assertEquals(
        List.of(
            "    AWS Price List API, offer 20260821071526, us-east-1",
            "    AWS Price List of AmazonCloudWatch as of 2026-09-21, us-east-1",
            "    AWS Price List of AmazonRDS and AmazonVPC, published 2026-08-12, us-east-1",
            "    AWS Price List of AmazonRDS as of April 2026, us-east-1",
            "    AWS Price List of awskms and AWSSecretsManager as of 2025-10-28, us-east-1"),
        section("Sources", plan(on("db.t3.micro")))
            .lines()
            .dropWhile(line -> !line.startsWith("  prices"))
            .skip(1)
            .toList());
  }

  @Test
  void has_nothing_to_compare_for_a_class_that_it_does_not_know() {
    assertEquals(
        "  Unknown instance class: db.x2g.large\n",
        section("Connections by class", plan(on("db.x2g.large"))));
  }

  private static String section(String title, CapacityPlan plan) {
    var text = "\n" + new CapacityTable(plan).text() + "\n";
    var start = text.indexOf("\n" + title + "\n") + title.length() + 2;
    var next = text.substring(start).replaceAll("(?s)\\n\\n(?=\\S).*", "\n");
    return next.endsWith("\n\n") ? next.substring(0, next.length() - 1) : next;
  }
}
