package io.datatier.proof.login;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** The regions that names of AWS bear. */
final class Regions {

  /** Databases, clusters and proxies are all called like that, in China with one more ending. */
  private static final Pattern HOST =
      Pattern.compile(".+\\.(?<region>[a-z0-9-]+)\\.rds\\.amazonaws\\.com(?:\\.cn)?");

  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:secretsmanager:(?<region>[a-z0-9-]+):.+");

  private Regions() {}

  /** That of a host of RDS. */
  static Optional<Region> ofHost(String name) {
    return of(HOST.matcher(name));
  }

  /** That of a secret, if its ARN is given and not its name. */
  static Optional<Region> ofSecret(String arnOrName) {
    return of(ARN.matcher(arnOrName));
  }

  private static Optional<Region> of(Matcher name) {
    return name.matches() ? Optional.of(Region.of(name.group("region"))) : Optional.empty();
  }
}
