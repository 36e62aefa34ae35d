package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.schema.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds resources in an account by type, id, ARN or name. */
final class EntityChoice {

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

  /** The message for a missing resource, with the nearest type or name that exists. */
  String nothing(String what) {
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
    return "There is no %s in the account%s.".formatted(what, NearestName.hint(what, known));
  }

  private static String lastPart(Entity entity) {
    return entity.type().substring(entity.type().lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  private static Stream<String> names(Entity entity) {
    var name = ResourceTypes.of(entity.type()).map(type -> type.traits().name()).orElse("name");
    return Stream.of("arn", name).map(entity::text).flatMap(Optional::stream);
  }
}
