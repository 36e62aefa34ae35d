package io.datatier.rehearsal.secretsmanager;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Types;
import java.util.Optional;

/** Secrets of Secrets Manager, as far as others refer to them; never what is in them. */
public final class Secrets {

  private Secrets() {}

  /** The secret, unless AWS is to delete it. */
  public static Optional<Entity> lookUp(Account account, String arn) {
    return account
        .find(Types.SECRET, arn)
        .or(() -> account.findBy(Types.SECRET, "arn", arn))
        .filter(secret -> !secret.isScheduledForDeletion());
  }

  public static Entity find(Account account, String arn) {
    return lookUp(account, arn)
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidParameterValue",
                    "The secret " + arn + " does not exist in this account and region."));
  }
}
