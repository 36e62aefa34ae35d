package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host name that RDS assigns, classified by its hash label: the one before region and service, in
 * {@code name.hash.region.rds.amazonaws.com}. Users choose the name before it, so an instance may
 * be called {@code rds-proxy} and a proxy {@code cluster-x}.
 *
 * <p>Shapes from the RDS and Aurora user guides ("Connecting to a DB instance", "Aurora endpoints",
 * "RDS Proxy endpoints") and from the tests of aws-advanced-jdbc-wrapper, which connects to them.
 *
 * @param name in lower case, without a final dot
 */
public record RdsHost(String name, Kind kind) {

  /** What answers at a host. */
  public enum Kind {
    INSTANCE("a database instance"),
    CLUSTER_WRITER("a cluster's writer"),
    CLUSTER_READER("a cluster's reader"),
    CLUSTER_CUSTOM("a cluster's custom endpoint"),
    SHARD_GROUP("a shard group"),
    GLOBAL_WRITER("a global database's writer"),
    PROXY("a proxy"),
    /** The end of an instance's host name, for code that prepends the name. */
    TAIL("every database in an account, without its name"),
    /** A hash label with an undocumented prefix, such as an emulator's. */
    UNRECOGNIZED("an RDS endpoint of an unknown kind");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** With its article, for messages. */
    public String words() {
      return words;
    }
  }

  /**
   * The domains of the partitions: commercial, GovCloud, dual-stack, China, sovereign, isolated.
   */
  private static final List<String> DOMAINS =
      List.of(
          ".amazonaws.com",
          ".amazonaws.com.cn",
          ".api.aws",
          ".on.aws",
          ".amazonaws.eu",
          ".amazonaws.au",
          ".amazonaws.uk",
          ".c2s.ic.gov",
          ".sc2s.sgov.gov",
          ".csp.hci.ic.gov",
          ".cloud.adc-e.uk");

  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}|global");

  /**
   * RDS makes twelve letters and digits, documents and tests fewer. A word without a digit is the
   * name of a service of RDS, such as that of its trust stores: {@code
   * truststore.pki.us-gov-west-1.rds.amazonaws.com}.
   */
  private static final String ID = "(?:(?=[a-z]*[0-9])[a-z0-9]{6,16}|[a-z]{12})";

  private static final Pattern HASH =
      Pattern.compile(
          "(?:(cluster|cluster-ro|cluster-custom|shardgrp|limitless|global|proxy)-[a-z0-9]+)|"
              + ID);

  /** A prefix that is not documented. */
  private static final Pattern OTHER = Pattern.compile("[a-z][a-z0-9-]*-" + ID);

  private static final Pattern REAL_HASH =
      Pattern.compile("(?:cluster-(?:ro-|custom-)?)?(?=[a-z]*[0-9])[a-z0-9]{12}");

  /**
   * Classifies a host name; empty if RDS does not assign such names, or it is the service's own.
   */
  public static Optional<RdsHost> of(String host) {
    var name = withoutFinalDots(host.toLowerCase(Locale.ROOT));
    return DOMAINS.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(domain -> List.of(name.substring(0, name.length() - domain.length()).split("\\.", -1)))
        .flatMap(RdsHost::withoutRegion)
        .flatMap(RdsHost::kindOf)
        .map(kind -> new RdsHost(name, kind));
  }

  /** Whether connections to it bypass the proxy. */
  public boolean isDirect() {
    return switch (kind) {
      case PROXY, TAIL, UNRECOGNIZED -> false;
      default -> true;
    };
  }

  /** One dot ends a fully qualified name; several end a sentence. */
  private static String withoutFinalDots(String name) {
    var end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(0, end);
  }

  /** Newer partitions put the service before the region. */
  private static Optional<List<String>> withoutRegion(List<String> labels) {
    var last = labels.size() - 1;
    if (last < 1) {
      return Optional.empty();
    }
    var one = labels.get(last - 1);
    var other = labels.get(last);
    var ordered = (isRegion(one) && isRds(other)) || (isRds(one) && isRegion(other));
    return ordered ? Optional.of(labels.subList(0, last - 1)) : Optional.empty();
  }

  private static boolean isRegion(String label) {
    return REGION.matcher(label).matches();
  }

  private static boolean isRds(String label) {
    return label.equals("rds") || label.equals("rds-fips");
  }

  private static Optional<Kind> kindOf(List<String> labels) {
    if (labels.isEmpty()) {
      return Optional.empty();
    }
    var hash = labels.get(labels.size() - 1);
    var named = labels.size() > 1 && !labels.get(labels.size() - 2).isEmpty();
    if (!named) {
      return REAL_HASH.matcher(hash).matches() ? Optional.of(Kind.TAIL) : Optional.empty();
    }
    var matcher = HASH.matcher(hash);
    if (matcher.matches()) {
      return Optional.of(kindOf(matcher.group(1)));
    }
    return OTHER.matcher(hash).matches() ? Optional.of(Kind.UNRECOGNIZED) : Optional.empty();
  }

  private static Kind kindOf(@Nullable String prefix) {
    return switch (prefix == null ? "" : prefix) {
      case "" -> Kind.INSTANCE;
      case "cluster" -> Kind.CLUSTER_WRITER;
      case "cluster-ro" -> Kind.CLUSTER_READER;
      case "cluster-custom" -> Kind.CLUSTER_CUSTOM;
      case "shardgrp", "limitless" -> Kind.SHARD_GROUP;
      case "global" -> Kind.GLOBAL_WRITER;
      default -> Kind.PROXY;
    };
  }
}
