package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.util.List;

/** Problems that AWS accepts silently and that keep resources from working. */
public final class SilentProblems {

  private SilentProblems() {}

  /** A sentence for each problem in the account, in any region. */
  public static List<String> in(Account account) {
    return account.entities().stream()
        .flatMap(entity -> of(account, entity).stream())
        .distinct()
        .toList();
  }

  /** A sentence for each problem of one entity. */
  public static List<String> of(Account account, Entity entity) {
    var there = entity.region().equals(Entity.GLOBAL) ? account : account.in(entity.region());
    return ResourceTypes.types().stream()
        .flatMap(token -> ResourceTypes.of(token).stream())
        .flatMap(type -> type.silentProblems(there, entity).stream())
        .toList();
  }
}
