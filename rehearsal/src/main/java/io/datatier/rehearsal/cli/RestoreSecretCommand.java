package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores a deleted secret in its recovery window. */
@Command(
    name = "restore-secret",
    description = {
      "Restore a secret that is scheduled for deletion, as aws secretsmanager restore-secret does.",
      "Then import it into a stack with pulumi import."
    })
final class RestoreSecretCommand implements Callable<Integer> {

  @Mixin private AccountChoice choice = new AccountChoice();

  @Parameters(index = "0", paramLabel = "SECRET", description = "its name or ARN")
  private String secret = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var restored =
        choice
            .file()
            .change(
                account -> {
                  var deleted = deleted(account);
                  return new Change<>(account.with(deleted.restored()), deleted);
                });
    var out = spec.commandLine().getOut();
    out.println("Restored %s. Import it with this ARN.".formatted(restored.id()));
    out.flush();
    return 0;
  }

  private Entity deleted(Account account) {
    var choices = new EntityChoice(account);
    var called =
        choices.called(secret).stream()
            .filter(entity -> entity.type().equals(SecretsManagerSecret.TYPE))
            .toList();
    if (called.isEmpty()) {
      throw choice.wrong("There is no secret %s in the account.".formatted(secret));
    }
    return called.stream()
        .filter(Entity::isScheduledForDeletion)
        .findFirst()
        .orElseThrow(() -> choice.wrong(secret + " is not scheduled for deletion."));
  }
}
