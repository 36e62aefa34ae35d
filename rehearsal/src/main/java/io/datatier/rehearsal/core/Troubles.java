package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.util.List;

/** What AWS took and what still cannot work, in a whole account. */
public final class Troubles {

  private Troubles() {}

  /** A sentence for each trouble of whatever is in the account, in any region. */
  public static List<String> in(Account account) {
    return account.entities().stream()
        .flatMap(entity -> of(account, entity).stream())
        .distinct()
        .toList();
  }

  /** A sentence for each trouble of one entity. */
  public static List<String> of(Account account, Entity entity) {
    var there = entity.region().equals(Entity.GLOBAL) ? account : account.in(entity.region());
    return ResourceTypes.types().stream()
        .flatMap(token -> ResourceTypes.of(token).stream())
        .flatMap(type -> type.troubles(there, entity).stream())
        .toList();
  }
}
