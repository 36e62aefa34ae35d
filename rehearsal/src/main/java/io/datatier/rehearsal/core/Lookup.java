package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * One function of the provider: what it looks up in AWS for a program (Terraform's data source).
 *
 * <p>A class registers itself with {@code @AutoService(Lookup.class)}; there is no central list.
 */
public interface Lookup {

  /** The class of a function, if it has one. */
  static Optional<Lookup> of(String token) {
    return ServiceLoader.load(Lookup.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.token().equals(token))
        .findFirst();
  }

  /** The function's token, such as {@code aws:rds/getInstance:getInstance}. */
  String token();

  /** What the schema promises but the data source never sets, so that no answer has it. */
  default Set<String> unset() {
    return Set.of();
  }

  /**
   * What AWS tells; the provider adds the zero values of what AWS says nothing of.
   *
   * @param arguments they conform to the function's schema
   * @throws AwsFault if AWS refuses, or if what the function must find is not there
   */
  Fields answer(Account account, Fields arguments);
}
