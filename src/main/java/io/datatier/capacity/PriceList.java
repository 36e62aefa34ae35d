package io.datatier.capacity;

import static java.util.stream.Collectors.toMap;

import io.datatier.text.DataFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On-demand prices of one region in US dollars, from dated copies of AWS's price list; {@link
 * #sources} names them.
 */
public final class PriceList {

  private static final String PRICED_REGION = "us-east-1";
  private static final List<List<String>> ROWS = DataFile.rows(PriceList.class, "prices.txt");
  private static final Map<String, String> SOURCES =
      ROWS.stream()
          .filter(row -> row.get(0).equals("source"))
          .collect(toMap(row -> row.get(1), row -> String.join(" ", row.subList(2, row.size()))));

  private static final String READ_ON =
      ROWS.stream()
          .filter(row -> row.get(0).equals("read"))
          .map(row -> String.join(" ", row.subList(1, row.size())))
          .findFirst()
          .orElseThrow();

  private final String pricedAs;
  private final Map<String, List<String>> rows;

  private PriceList(String pricedAs) {
    this.pricedAs = pricedAs;
    this.rows =
        ROWS.stream()
            .filter(row -> row.get(0).equals(pricedAs))
            .collect(toMap(row -> row.get(1), row -> row));
  }

  /** The prices of {@code region}, or those of us-east-1 if they are unknown. */
  public static PriceList of(String region) {
    return new PriceList(
        ROWS.stream().anyMatch(row -> row.get(0).equals(region)) ? region : PRICED_REGION);
  }

  /** The days on which the copies were read. */
  public static String readOn() {
    return READ_ON;
  }

  /** The region whose prices these are. */
  public String pricedAs() {
    return pricedAs;
  }

  /** An hour of {@code instanceClass}, PostgreSQL, Single-AZ; empty if the price is unknown. */
  public Optional<BigDecimal> instanceHour(String instanceClass) {
    return Optional.ofNullable(rows.get(instanceClass)).map(PriceList::usd);
  }

  /** A GiB of gp3 storage for a month, Single-AZ. */
  public BigDecimal storageGibMonth() {
    return price("storage.gp3.gib-month");
  }

  /** An hour of RDS Proxy for each vCPU of its database. */
  public BigDecimal proxyVcpuHour() {
    return price("proxy.vcpu-hour");
  }

  /** An hour of an interface endpoint in one zone. */
  public BigDecimal interfaceEndpointHour() {
    return price("interface-endpoint.hour");
  }

  /** A key of KMS for a month. */
  public BigDecimal keyMonth() {
    return price("key.month");
  }

  /** A secret in Secrets Manager for a month. */
  public BigDecimal secretMonth() {
    return price("secret.month");
  }

  /** A metric that a CloudWatch alarm watches for a month, at standard resolution. */
  public BigDecimal alarmMetricMonth() {
    return price("alarm.metric-month");
  }

  /** The sources of the prices of the services and of {@code instanceClasses}. */
  public List<String> sources(Stream<String> instanceClasses) {
    var items =
        Stream.concat(
            Stream.of(
                "storage.gp3.gib-month",
                "proxy.vcpu-hour",
                "interface-endpoint.hour",
                "key.month",
                "secret.month",
                "alarm.metric-month"),
            instanceClasses);
    return items
        .map(rows::get)
        .filter(Objects::nonNull)
        .map(row -> SOURCES.getOrDefault(row.get(3), row.get(3)))
        .distinct()
        .sorted()
        .toList();
  }

  private BigDecimal price(String item) {
    return Optional.ofNullable(rows.get(item)).map(PriceList::usd).orElseThrow();
  }

  private static BigDecimal usd(List<String> row) {
    return new BigDecimal(row.get(2));
  }
}
