package io.datatier.rehearsal.behavior;

import java.util.List;
import java.util.stream.Stream;

/** Instance classes (RDS user guide and Aurora user guide, "DB instance classes"). */
final class DbInstanceClasses {

  private static final List<String> BURSTABLE =
      List.of("micro", "small", "medium", "large", "xlarge", "2xlarge");

  private static final List<String> GRAVITON =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge");

  private static final List<String> INTEL =
      List.of(
          "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge");

  private DbInstanceClasses() {}

  /** What RDS for PostgreSQL is offered in. */
  static String[] ofPostgres() {
    return names(
        Stream.of(
            sizes("t3", BURSTABLE),
            sizes("t4g", BURSTABLE),
            sizes("m5", INTEL),
            sizes("m6g", GRAVITON),
            sizes("m7g", GRAVITON),
            sizes("r5", INTEL),
            sizes("r6g", GRAVITON),
            sizes("r7g", GRAVITON)));
  }

  /** What Aurora PostgreSQL is offered in; {@code db.serverless} scales by itself. */
  static String[] ofAurora() {
    return names(
        Stream.of(
            List.of("db.serverless"),
            sizes("t3", List.of("medium", "large")),
            sizes("t4g", List.of("medium", "large")),
            sizes("r5", INTEL),
            sizes("r6g", GRAVITON),
            sizes("r7g", GRAVITON)));
  }

  private static String[] names(Stream<List<String>> families) {
    return families.flatMap(List::stream).toArray(String[]::new);
  }

  private static List<String> sizes(String family, List<String> sizes) {
    return sizes.stream().map(size -> "db." + family + "." + size).toList();
  }
}
