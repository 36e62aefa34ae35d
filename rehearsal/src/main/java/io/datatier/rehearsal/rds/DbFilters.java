package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The filters of a description of databases (RDS API, DescribeDBInstances, Filters). */
final class DbFilters {

  private final List<Fields> filters;

  private DbFilters(List<Fields> filters) {
    this.filters = filters;
  }

  static DbFilters of(Fields arguments) {
    return new DbFilters(arguments.objects("filters"));
  }

  /**
   * Whether every filter has the value that it reads of the entity.
   *
   * @param readers what each known filter reads
   */
  boolean admit(Entity entity, Map<String, Function<Entity, String>> readers) {
    return filters.stream()
        .allMatch(filter -> filter.texts("values").contains(read(filter, readers).apply(entity)));
  }

  private static Function<Entity, String> read(
      Fields filter, Map<String, Function<Entity, String>> readers) {
    var name = filter.text("name", "");
    var reader = readers.get(name);
    if (reader == null) {
      throw new AwsFault("InvalidParameterValue", "Unrecognized filter name: " + name);
    }
    return reader;
  }
}
