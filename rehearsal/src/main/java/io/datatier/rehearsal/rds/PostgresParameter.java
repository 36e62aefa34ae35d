package io.datatier.rehearsal.rds;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.datatier.rehearsal.core.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A parameter of RDS for PostgreSQL. Formulas such as {@code
 * LEAST({DBInstanceClassMemory/9531392},5000)} are values too.
 *
 * @param name the name
 * @param isStatic whether it takes effect only after a reboot
 * @param form the kind of value
 */
record PostgresParameter(String name, boolean isStatic, Form form) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d+)?");
  private static final Map<String, PostgresParameter> KNOWN =
      DataFile.rows(PostgresParameter.class, "postgres-parameters.txt").stream()
          .flatMap(PostgresParameter::of)
          .collect(toUnmodifiableMap(PostgresParameter::name, identity()));

  /** The kind of a value. */
  enum Form {
    FLAG,
    WHOLE_NUMBER,
    NUMBER,
    TEXT
  }

  /** Whether it belongs to an extension, whose parameters are not checked. */
  static boolean isOfExtension(String name) {
    return name.contains(".") && !name.startsWith("rds.");
  }

  private static Stream<PostgresParameter> of(List<String> row) {
    var isStatic = row.get(0).equals("static");
    var form = Form.valueOf(row.get(1));
    return row.stream().skip(2).map(name -> new PostgresParameter(name, isStatic, form));
  }

  static Optional<PostgresParameter> named(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  static Set<String> names() {
    return KNOWN.keySet();
  }

  /** What is wrong with a value; empty if it is valid. */
  Optional<String> fault(String value) {
    boolean isFormula = value.contains("{");
    return switch (form) {
      case FLAG ->
          Set.of("0", "1", "on", "off", "true", "false").contains(value)
              ? Optional.empty()
              : Optional.of("must be 0 or 1 for %s, but is %s".formatted(name, value));
      case WHOLE_NUMBER ->
          isFormula || WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a whole number for %s, but is %s".formatted(name, value));
      case NUMBER ->
          isFormula || NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a number for %s, but is %s".formatted(name, value));
      case TEXT -> Optional.empty();
    };
  }
}
