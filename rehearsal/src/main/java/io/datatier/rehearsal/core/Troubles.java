package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.util.List;
import java.util.stream.Stream;

/** What AWS took and what still cannot work, in a whole account. */
public final class Troubles {

  private Troubles() {}

  /** A sentence for each trouble of whatever is in the account, in any region. */
  public static List<String> in(Account account) {
    return account.entities().stream().flatMap(entity -> of(account, entity)).distinct().toList();
  }

  private static Stream<String> of(Account account, Entity entity) {
    return ResourceTypes.of(entity.type()).stream()
        .flatMap(behavior -> behavior.troubles(account.in(entity.region()), entity).stream());
  }
}
