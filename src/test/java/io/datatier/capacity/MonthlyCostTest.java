package io.datatier.capacity;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.on;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.text.DataFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MonthlyCostTest {

  @Test
  void bills_the_database_its_storage_and_two_vcpus_of_proxy() {
    assertEquals(
        new MonthlyCost(
            List.of(
                new CostItem("database", "db.t3.small, 730 h at $0.036", usd("26.28")),
                new CostItem("storage", "20 GiB gp3 at $0.115", usd("2.30")),
                new CostItem("proxy", "2 vCPU of the database, 730 h at $0.015", usd("21.90"))),
            List.of()),
        plan(on("db.t3.small")).cost());
    assertEquals(Optional.of(usd("50.48")), plan(on("db.t3.small")).cost().total());
  }

  @Test
  void bills_a_standby_and_its_storage_twice_and_the_proxy_once() {
    var database = DatabaseTarget.instance("db.t3.xlarge", true, 100);
    assertEquals(
        List.of(
            new CostItem("database", "db.t3.xlarge, Multi-AZ twice, 730 h at $0.29", usd("423.40")),
            new CostItem("storage", "100 GiB gp3, Multi-AZ twice, at $0.115", usd("23.00")),
            new CostItem("proxy", "4 vCPU of the database, 730 h at $0.015", usd("43.80"))),
        plan(tier(database, pool(100), CAMPAIGN)).cost().items());
  }

  @Test
  void bills_the_endpoints_of_a_network_of_its_own_with_and_without_a_proxy() {
    var tier =
        new Tier(
            "us-east-1", DatabaseTarget.instance("db.t3.micro", false, 20), pool(100), CAMPAIGN, 4);
    var endpoints = new CostItem("endpoints", "4 endpoints x zones, 730 h at $0.01", usd("29.20"));
    assertTrue(plan(tier).cost().items().contains(endpoints));
    assertEquals(
        Optional.of(
            List.of(
                new CostItem("database", "db.t3.small, 730 h at $0.036", usd("26.28")),
                new CostItem("storage", "20 GiB gp3 at $0.115", usd("2.30")),
                endpoints)),
        plan(tier).directCost().map(MonthlyCost::items));
  }

  @Test
  void bills_both_proxies_while_clients_move() {
    var tier =
        new Tier(
            "us-east-1",
            DatabaseTarget.instance("db.t3.small", false, 20),
            pool(50),
            CAMPAIGN,
            0,
            2,
            FixedCosts.NONE);
    assertTrue(
        plan(tier)
            .cost()
            .items()
            .contains(
                new CostItem(
                    "proxy", "2 proxies, 2 vCPU of the database, 730 h at $0.015", usd("43.80"))));
  }

  @Test
  void bills_keys_secrets_and_what_alarms_watch_and_each_proxys_only_with_it() {
    var tier =
        new Tier(
            "us-east-1",
            DatabaseTarget.instance("db.t3.micro", false, 20),
            pool(50),
            CAMPAIGN,
            0,
            2,
            new FixedCosts(3, 1, 4, 10));
    var keys =
        new CostItem(
            "keys",
            "3 keys at $1.00, plus the same again after each of the first two rotations",
            usd("3.00"));
    var secrets = new CostItem("secrets", "1 secret at $0.40", usd("0.40"));
    var items = plan(tier).cost().items();
    assertEquals(
        List.of(keys, secrets, new CostItem("alarms", "24 metrics at $0.10", usd("2.40"))),
        items.subList(3, items.size()));
    var direct = plan(tier).directCost().orElseThrow().items();
    assertEquals(
        List.of(keys, secrets, new CostItem("alarms", "4 metrics at $0.10", usd("0.40"))),
        direct.subList(2, direct.size()));
  }

  @Test
  void knows_no_total_where_it_knows_no_price() {
    assertEquals(List.of("db.m6g.4xlarge"), plan(on("db.m6g.4xlarge")).cost().unpriced());
    assertEquals(Optional.empty(), plan(on("db.m6g.4xlarge")).cost().total());
    assertEquals(
        List.of("db.x2g.large", "a proxy in front of db.x2g.large"),
        plan(on("db.x2g.large")).cost().unpriced());
    assertEquals(
        new MonthlyCost(
            List.of(), List.of("Aurora on db.r6g.large", "a proxy in front of db.r6g.large")),
        plan(tier(DatabaseTarget.cluster("db.r6g.large"), pool(100), CAMPAIGN)).cost());
    assertEquals(
        new MonthlyCost(List.of(), List.of("a proxy in front of orders")),
        plan(tier(DatabaseTarget.existing("orders"), pool(100), CAMPAIGN)).cost());
  }

  @Test
  void prices_other_regions_as_us_east_1_and_says_so() {
    assertEquals("us-east-1", PriceList.of("eu-west-1").pricedAs());
    assertEquals(Optional.of(usd("0.016")), PriceList.of("eu-west-1").instanceHour("db.t4g.micro"));
  }

  @Test
  void names_the_sources_of_exactly_what_it_priced() {
    var list = PriceList.of("us-east-1");
    assertEquals(
        List.of(
            "AWS Price List of AmazonCloudWatch as of 2026-09-21, us-east-1",
            "AWS Price List of AmazonRDS and AmazonVPC, published 2026-08-12, us-east-1",
            "AWS Price List of awskms and AWSSecretsManager as of 2025-10-28, us-east-1"),
        list.sources(Stream.of("db.t3.micro", "db.x2g.large")));
    assertEquals(
        List.of(
            "AWS Price List of AmazonCloudWatch as of 2026-09-21, us-east-1",
            "AWS Price List of AmazonRDS and AmazonVPC, published 2026-08-12, us-east-1",
            "AWS Price List of AmazonRDS as of April 2026, us-east-1",
            "AWS Price List of AmazonRDS, offer 20260531103119, us-east-1",
            "AWS Price List of awskms and AWSSecretsManager as of 2025-10-28, us-east-1"),
        list.sources(Stream.of("db.t3.small", "db.r7g.large")));
  }

  @Test
  void prices_only_classes_whose_hardware_is_known() {
    for (var row : DataFile.rows(PriceList.class, "prices.txt")) {
      if (row.get(1).startsWith("db.")) {
        assertTrue(InstanceHardware.of(row.get(1)).isPresent(), row.get(1));
      }
    }
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
