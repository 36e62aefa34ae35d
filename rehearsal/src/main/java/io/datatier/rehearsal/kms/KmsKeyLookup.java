package io.datatier.rehearsal.kms;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;

/**
 * Follows internal/service/kms/key_data_source.go of the provider, for the account's own keys and
 * those that AWS manages in it.
 */
@AutoService(Lookup.class)
public final class KmsKeyLookup implements Lookup {

  @Override
  public String token() {
    return "aws:kms/getKey:getKey";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var id = arguments.text("keyId", "");
    var key = Keys.described(account, id);
    if (key.isPresent()) {
      return key.get()
          .properties()
          .with("id", key.get().id())
          .with("keyManager", "CUSTOMER")
          .with("keyState", stateOf(key.get()));
    }
    if (Keys.isOfAws(account, id)) {
      return Fields.NONE
          .with("id", id)
          .with("arn", id)
          .with("description", "Default key of an AWS service")
          .with("keyManager", "AWS")
          .with("keyState", "Enabled");
    }
    throw new AwsFault("reading KMS Key (%s)".formatted(id), "couldn't find resource");
  }

  private static String stateOf(Entity key) {
    if (key.isScheduledForDeletion()) {
      return "PendingDeletion";
    }
    return Keys.isEnabled(key) ? "Enabled" : "Disabled";
  }
}
