package io.datatier.tools.recover;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.datatier.text.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How to find each type of this program's resources in AWS. */
final class Listings {

  private static final Map<String, Listing> ALL =
      DataFile.rows(Listings.class, "listings.txt").stream()
          .collect(toUnmodifiableMap(row -> row.get(0), Listings::listing));

  /** Types where creating again only overwrites what the first creation wrote. */
  private static final List<String> REPEATABLE =
      List.of(
          // PutKeyPolicy
          "aws:kms/keyPolicy:KeyPolicy",
          // The migrations function may be invoked again at any time.
          "aws:lambda/invocation:Invocation",
          // PutProvisionedConcurrencyConfig
          "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
          // ModifyDBProxyTargetGroup
          "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
          // RotateSecret
          "aws:secretsmanager/secretRotation:SecretRotation");

  private Listings() {}

  /** The type comes first, the command with its options last. */
  private static Listing listing(List<String> row) {
    var same =
        Stream.of(row.get(3).split(",", -1))
            .map(pair -> pair.split("=", 2))
            .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    return new Listing(String.join(" ", row.subList(4, row.size())), row.get(1), row.get(2), same);
  }

  /** How to list a type; empty if its resources have no unique name. */
  static Optional<Listing> of(String type) {
    return Optional.ofNullable(ALL.get(type));
  }

  /** Whether creating a resource of this type again is safe. */
  static boolean isRepeatable(String type) {
    return REPEATABLE.contains(type);
  }
}
