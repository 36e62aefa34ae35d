package io.datatier.rehearsal.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Pending;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Entities as lines of text. */
final class EntityText {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private EntityText() {}

  /** One line each, in columns, below a header. */
  static Stream<String> table(List<Entity> entities) {
    var rows =
        Stream.concat(
                Stream.of(List.of("TYPE", "ID", "STATE", "ORIGIN")),
                entities.stream().map(EntityText::row))
            .toList();
    var widths =
        IntStream.range(0, 3)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1))
            .toArray();
    return rows.stream()
        .map(
            row ->
                String.format(
                    "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %s",
                    row.toArray()));
  }

  private static List<String> row(Entity entity) {
    return List.of(entity.type(), entity.id(), state(entity), origin(entity));
  }

  private static String state(Entity entity) {
    return Stream.<Function<Entity, Optional<String>>>of(
            each -> each.text("deletionDate").map(date -> "deletion on " + date.substring(0, 10)),
            each -> each.text("status"),
            each -> each.text("state"))
        .map(property -> property.apply(entity))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("-");
  }

  private static String origin(Entity entity) {
    return entity
        .owner()
        .map(owner -> "created by AWS for " + owner.id())
        .orElse(entity.isGiven() ? "given" : "created");
  }

  /** One entity with a line for every value, in the format that {@code account drift} accepts. */
  static Stream<String> properties(Entity entity) {
    return Stream.of(
            Stream.of(
                "%s  %s".formatted(entity.type(), entity.id()),
                "(%s, %s)".formatted(origin(entity), entity.region())),
            PropertyPath.leaves(entity.properties()).entrySet().stream()
                .map(leaf -> "  " + leaf.getKey() + "=" + text(leaf.getValue())),
            entity.pending().stream().flatMap(EntityText::pending))
        .flatMap(lines -> lines);
  }

  private static Stream<String> pending(Pending pending) {
    return Stream.concat(
        Stream.of("(pending until %s)".formatted(pending.due())),
        PropertyPath.leaves(pending.values()).entrySet().stream()
            .map(leaf -> "  " + leaf.getKey() + "=" + text(leaf.getValue())));
  }

  private static String text(Value value) {
    if (value instanceof Value.Fingerprint) {
      return "(not kept)";
    } else if (value instanceof Value.Text text) {
      var plain = text.value();
      boolean isMistakable = plain.startsWith("\"") || plain.equals("null") || plain.contains("\n");
      return isMistakable ? GSON.toJson(plain) : plain;
    }
    return GSON.toJson(value.toJson());
  }
}
