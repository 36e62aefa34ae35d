package io.datatier.rehearsal.rds;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.datatier.rehearsal.core.DataFile;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Instance classes, and the versions that they need. */
final class DbInstanceClasses {

  private static final Set<String> OF_POSTGRES = of("postgres").collect(toUnmodifiableSet());
  private static final Set<String> OF_AURORA =
      Stream.concat(Stream.of("db.serverless"), of("aurora")).collect(toUnmodifiableSet());

  /**
   * From this generation on, a class needs PostgreSQL 13 or newer (RDS user guide, "Supported DB
   * engines").
   */
  private static final Pattern NEW = Pattern.compile("db\\.[mr][78][a-z]*\\..+");

  private static final int FIRST_WITH_NEW = 13;

  private DbInstanceClasses() {}

  /** The classes that RDS for PostgreSQL supports. */
  static Set<String> ofPostgres() {
    return OF_POSTGRES;
  }

  /** The classes that Aurora PostgreSQL supports; {@code db.serverless} scales automatically. */
  static Set<String> ofAurora() {
    return OF_AURORA;
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

  private static Stream<String> of(String engine) {
    return DataFile.rows(DbInstanceClasses.class, "instance-classes.txt").stream()
        .filter(row -> row.get(0).equals(engine))
        .flatMap(row -> row.stream().skip(2).map(size -> "db." + row.get(1) + "." + size));
  }
}
