package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.InvalidAccountFile;
import io.datatier.rehearsal.drift.FixtureCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a fixture's resources to the account. */
@Command(
    name = "import-fixture",
    description =
        "Add the resources of a fixture such as rehearsal/fixtures/prod.json to the account.")
final class ImportFixtureCommand implements Callable<Integer> {

  @Mixin private AccountChoice choice = new AccountChoice();

  @Parameters(index = "0", paramLabel = "FILE", description = "the fixture")
  private Path fixture = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var given = given();
    choice
        .file()
        .change(account -> new AccountFile.Change<>(withAll(account, given.entities()), true));
    var out = spec.commandLine().getOut();
    out.println(
        "Added %d resources of %s to the account.".formatted(given.entities().size(), fixture));
    out.flush();
    return 0;
  }

  private Account given() throws IOException {
    if (!Files.isRegularFile(fixture)) {
      throw choice.wrong("There is no fixture " + fixture + ".");
    }
    try {
      return Account.startingWith(fixture);
    } catch (InvalidAccountFile fault) {
      throw choice.wrong(String.valueOf(fault.getMessage()));
    }
  }

  private Account withAll(Account account, List<Entity> entities) {
    var check = new FixtureCheck();
    var wrong =
        entities.stream()
            .flatMap(
                entity ->
                    Stream.concat(
                        account.entities().stream()
                            .filter(entity::isSame)
                            .map(same -> name(same) + " is already in the account."),
                        check.failures(entity).map(each -> name(entity) + ": " + each)))
            .toList();
    if (!wrong.isEmpty()) {
      throw choice.wrong(String.join("\n", wrong));
    }
    var with = account;
    for (var entity : entities) {
      with = with.with(entity);
    }
    return with;
  }

  private static String name(Entity entity) {
    return entity.type() + " " + entity.id();
  }
}
