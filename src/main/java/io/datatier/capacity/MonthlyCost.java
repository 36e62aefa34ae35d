package io.datatier.capacity;

import io.datatier.text.Phrases;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The cost of a tier in a month of 730 hours, AWS's own convention, without the functions and
 * workers themselves, backups beyond the free allowance, logs, requests, traffic and the dashboard,
 * of which an account's first three are free (CloudWatch pricing page). Nothing else is taken off
 * for what an account has free.
 *
 * @param items the lines of the bill
 * @param unpriced what is billed too, but has no known price
 */
public record MonthlyCost(List<CostItem> items, List<String> unpriced) {

  private static final BigDecimal HOURS = BigDecimal.valueOf(730);

  /** RDS Proxy bills at least two vCPUs (RDS Proxy pricing page). */
  private static final int FEWEST_PROXY_VCPUS = 2;

  // "The first and second rotation of the key adds $1/month" (KMS pricing page).
  private static final String AS_THEY_ROTATE =
      ", plus the same again after each of the first two rotations";

  public MonthlyCost {
    items = List.copyOf(items);
    unpriced = List.copyOf(unpriced);
  }

  /** The total; empty if a price is unknown. */
  public Optional<BigDecimal> total() {
    return unpriced.isEmpty()
        ? Optional.of(items.stream().map(CostItem::usd).reduce(BigDecimal.ZERO, BigDecimal::add))
        : Optional.empty();
  }

  static MonthlyCost throughProxy(Tier tier, Optional<InstanceHardware> hardware) {
    var prices = PriceList.of(tier.region());
    var cost = database(tier, tier.database().instanceClass());
    var items = new ArrayList<>(cost.items());
    var unpriced = new ArrayList<>(cost.unpriced());
    // AWS bills the vCPUs of "the instances" behind a proxy, and does not say whether that includes
    // a cluster's readers.
    hardware
        .filter(it -> tier.database().kind() == DatabaseTarget.Kind.INSTANCE)
        .ifPresentOrElse(
            it -> items.add(proxy(it, tier.proxies(), prices)),
            () -> unpriced.add("a proxy in front of " + tier.database().instanceClass()));
    var fixedCosts = tier.fixedCosts();
    items.addAll(
        fixedCosts(
            tier, fixedCosts.databaseAlarms() + tier.proxies() * fixedCosts.proxyAlarms(), prices));
    return new MonthlyCost(items, unpriced);
  }

  /** The tier without a proxy, on {@code instanceClass}. */
  static MonthlyCost direct(Tier tier, String instanceClass) {
    var cost = database(tier, instanceClass);
    var items = new ArrayList<>(cost.items());
    items.addAll(fixedCosts(tier, tier.fixedCosts().databaseAlarms(), PriceList.of(tier.region())));
    return new MonthlyCost(items, cost.unpriced());
  }

  private static MonthlyCost database(Tier tier, String instanceClass) {
    var prices = PriceList.of(tier.region());
    var items = new ArrayList<CostItem>();
    var unpriced = new ArrayList<String>();
    if (tier.database().kind() == DatabaseTarget.Kind.CLUSTER) {
      unpriced.add("Aurora on " + instanceClass);
    }
    if (tier.database().kind() == DatabaseTarget.Kind.INSTANCE) {
      prices
          .instanceHour(instanceClass)
          .ifPresentOrElse(
              hour -> items.add(instance(tier, instanceClass, hour)),
              () -> unpriced.add(instanceClass));
      items.add(storage(tier, prices));
    }
    return new MonthlyCost(items, unpriced);
  }

  // A standby costs as much as its primary: the price list has twice the price, to a tenth of a
  // cent, for Multi-AZ instances and Multi-AZ storage.
  private static BigDecimal copies(Tier tier) {
    return BigDecimal.valueOf(tier.database().multiAz() ? 2 : 1);
  }

  private static CostItem instance(Tier tier, String instanceClass, BigDecimal hour) {
    var multiAz = tier.database().multiAz();
    return new CostItem(
        "database",
        "%s%s, 730 h at $%s".formatted(instanceClass, multiAz ? ", Multi-AZ twice" : "", hour),
        cents(hour.multiply(HOURS).multiply(copies(tier))));
  }

  private static CostItem storage(Tier tier, PriceList prices) {
    var gib = tier.database().storageGib();
    return new CostItem(
        "storage",
        "%s GiB gp3%s at $%s"
            .formatted(
                Phrases.count(gib),
                tier.database().multiAz() ? ", Multi-AZ twice," : "",
                prices.storageGibMonth()),
        cents(prices.storageGibMonth().multiply(BigDecimal.valueOf(gib)).multiply(copies(tier))));
  }

  private static CostItem proxy(InstanceHardware hardware, int proxies, PriceList prices) {
    var vcpus = Math.max(FEWEST_PROXY_VCPUS, hardware.vcpus());
    return new CostItem(
        "proxy",
        "%s%d vCPU of the database, 730 h at $%s"
            .formatted(proxies > 1 ? proxies + " proxies, " : "", vcpus, prices.proxyVcpuHour()),
        cents(
            prices
                .proxyVcpuHour()
                .multiply(BigDecimal.valueOf((long) vcpus * proxies))
                .multiply(HOURS)));
  }

  private static List<CostItem> fixedCosts(Tier tier, int alarmMetrics, PriceList prices) {
    var fixedCosts = tier.fixedCosts();
    return Stream.of(
            some(tier.interfaceEndpoints(), count -> endpoints(count, prices)),
            some(
                fixedCosts.keys(),
                count -> pieces("keys", count, "key", prices.keyMonth(), AS_THEY_ROTATE)),
            some(
                fixedCosts.secrets(),
                count -> pieces("secrets", count, "secret", prices.secretMonth(), "")),
            some(
                alarmMetrics,
                count -> pieces("alarms", count, "metric", prices.alarmMetricMonth(), "")))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CostItem> some(int count, IntFunction<CostItem> item) {
    return count > 0 ? Optional.of(item.apply(count)) : Optional.empty();
  }

  private static CostItem pieces(
      String name, int count, String piece, BigDecimal month, String note) {
    return new CostItem(
        name,
        "%s at $%s%s".formatted(Phrases.count(count, piece), month, note),
        cents(month.multiply(BigDecimal.valueOf(count))));
  }

  private static CostItem endpoints(int count, PriceList prices) {
    return new CostItem(
        "endpoints",
        "%d endpoints x zones, 730 h at $%s".formatted(count, prices.interfaceEndpointHour()),
        cents(prices.interfaceEndpointHour().multiply(BigDecimal.valueOf(count)).multiply(HOURS)));
  }

  private static BigDecimal cents(BigDecimal usd) {
    return usd.setScale(2, RoundingMode.HALF_UP);
  }
}
