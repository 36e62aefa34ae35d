package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.schema.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds resources in an account by type, id, ARN or name. */
final class EntityChoice {

  private static final List<String> NAMES = List.of("arn", "name", "identifier", "alarmName");

  private final Account account;

  EntityChoice(Account account) {
    this.account = account;
  }

  /** Everything of a type, given by its token or the last part of it. */
  List<Entity> ofType(String type) {
    return account.entities().stream()
        .filter(entity -> entity.type().equals(type) || lastPart(entity).equalsIgnoreCase(type))
        .toList();
  }

  /** Everything with that id, ARN or name. */
  List<Entity> called(String name) {
    return account.entities().stream()
        .filter(each -> each.id().equals(name) || names(each).anyMatch(name::equals))
        .toList();
  }

  /** The existing type or name nearest to a missing one. */
  Optional<String> nearest(String what) {
    var known = new TreeSet<String>();
    account
        .entities()
        .forEach(
            entity -> {
              known.add(entity.type());
              known.add(lastPart(entity));
              known.add(entity.id());
              names(entity).forEach(known::add);
            });
    return NearestName.to(what, known);
  }

  /** The message for a missing resource. */
  String nothing(String what) {
    return "There is no %s in the account%s."
        .formatted(what, nearest(what).map(near -> " (did you mean " + near + "?)").orElse(""));
  }

  private static String lastPart(Entity entity) {
    return entity.type().substring(entity.type().lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  private static Stream<String> names(Entity entity) {
    return NAMES.stream().map(entity::text).flatMap(Optional::stream);
  }
}
