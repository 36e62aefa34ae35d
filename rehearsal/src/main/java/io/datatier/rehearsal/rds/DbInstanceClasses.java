package io.datatier.rehearsal.rds;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Instance classes (RDS user guide and Aurora user guide, "DB instance classes"). */
final class DbInstanceClasses {

  private static final List<String> BURSTABLE =
      List.of("micro", "small", "medium", "large", "xlarge", "2xlarge");

  private static final List<String> GRAVITON =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge");

  private static final List<String> INTEL = and(GRAVITON, "24xlarge");
  private static final List<String> NEWER_INTEL = and(INTEL, "32xlarge");
  private static final List<String> NEWEST = and(INTEL, "48xlarge");

  /**
   * From this generation on, a class needs PostgreSQL 13 or newer (RDS user guide, "Supported DB
   * engines").
   */
  private static final Pattern NEW = Pattern.compile("db\\.[mr][78][a-z]*\\..+");

  private static final int FIRST_WITH_NEW = 13;

  private DbInstanceClasses() {}

  private static List<String> and(List<String> sizes, String more) {
    return Stream.concat(sizes.stream(), Stream.of(more)).toList();
  }

  /** The classes that RDS for PostgreSQL supports. */
  static Set<String> ofPostgres() {
    return names(
        Stream.of(
            sizes("t3", BURSTABLE),
            sizes("t4g", BURSTABLE),
            sizes("m5", INTEL),
            sizes("m5d", INTEL),
            sizes("m6g", GRAVITON),
            sizes("m6gd", GRAVITON),
            sizes("m6i", NEWER_INTEL),
            sizes("m6id", NEWER_INTEL),
            sizes("m7g", GRAVITON),
            sizes("m7i", NEWEST),
            sizes("m8g", NEWEST),
            sizes("r5", INTEL),
            sizes("r5b", INTEL),
            sizes("r5d", INTEL),
            sizes("r6g", GRAVITON),
            sizes("r6gd", GRAVITON),
            sizes("r6i", NEWER_INTEL),
            sizes("r6id", NEWER_INTEL),
            sizes("r7g", GRAVITON),
            sizes("r7i", NEWEST),
            sizes("r8g", NEWEST),
            sizes("x2g", GRAVITON),
            sizes("x2idn", List.of("16xlarge", "24xlarge", "32xlarge"))));
  }

  /** The classes that Aurora PostgreSQL supports; {@code db.serverless} scales automatically. */
  static Set<String> ofAurora() {
    return names(
        Stream.of(
            List.of("db.serverless"),
            sizes("t3", List.of("medium", "large")),
            sizes("t4g", List.of("medium", "large")),
            sizes("r5", INTEL),
            sizes("r6g", GRAVITON),
            sizes("r6gd", GRAVITON),
            sizes("r6i", NEWER_INTEL),
            sizes("r6id", List.of("24xlarge", "32xlarge")),
            sizes("r7g", GRAVITON),
            sizes("r7i", NEWEST),
            sizes("r8g", NEWEST),
            sizes("x2g", GRAVITON)));
  }

  /** Why RDS does not support a class with a PostgreSQL version, if it does not. */
  static Optional<String> fault(String instanceClass, String version) {
    return NEW.matcher(instanceClass).matches()
            && EngineVersion.FORM.matcher(version).matches()
            && Integer.parseInt(EngineVersion.major(version)) < FIRST_WITH_NEW
        ? Optional.of(
            "requires PostgreSQL %d or newer, but engineVersion is %s"
                .formatted(FIRST_WITH_NEW, version))
        : Optional.empty();
  }

  private static Set<String> names(Stream<List<String>> families) {
    return families.flatMap(List::stream).collect(toUnmodifiableSet());
  }

  private static List<String> sizes(String family, List<String> sizes) {
    return sizes.stream().map(size -> "db." + family + "." + size).toList();
  }
}
