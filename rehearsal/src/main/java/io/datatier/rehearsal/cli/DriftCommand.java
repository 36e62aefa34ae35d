package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.drift.Drift;
import io.datatier.rehearsal.drift.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes or deletes one resource in the account. */
@Command(
    name = "drift",
    description = {
      "Change or delete a resource outside Pulumi, as in the console.",
      "AWS's rules apply. The next pulumi refresh shows the change."
    })
final class DriftCommand implements Callable<Integer> {

  @Mixin private AccountChoice choice = new AccountChoice();

  @Parameters(index = "0", paramLabel = "ID", description = "its id, ARN or name")
  private String id = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "a property such as tags.Owner or auths[0].iamAuth, and its new value as text or JSON;"
              + " null removes it")
  private List<String> changes = new ArrayList<>();

  @Option(names = "--type", paramLabel = "TYPE", description = "its type, if the id is ambiguous")
  private @Nullable String type;

  @Option(names = "--delete", description = "delete it")
  private boolean delete;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (delete == !changes.isEmpty()) {
      throw choice.wrong("Give one or more KEY=VALUE, or --delete.");
    }
    var drifted =
        choice.file().change(account -> new AccountFile.Change<>(after(account), one(account)));
    var out = spec.commandLine().getOut();
    out.println(
        "%s %s %s; pulumi refresh shows it."
            .formatted(delete ? "Deleted" : "Changed", drifted.type(), drifted.id()));
    out.flush();
    return 0;
  }

  private Entity one(Account account) {
    var choices = new EntityChoice(account);
    var called = choices.called(id);
    var wanted = type;
    var found =
        wanted == null ? called : called.stream().filter(choices.ofType(wanted)::contains).toList();
    if (found.isEmpty()) {
      throw choice.wrong(
          called.isEmpty()
              ? choices.nothing(id)
              : "%s is not of type %s, but of %s.".formatted(id, wanted, types(called)));
    } else if (found.size() > 1) {
      throw choice.wrong(
          "%s is ambiguous: add --type, or give the id.\n%s"
              .formatted(id, EntityText.table(found).collect(Collectors.joining("\n"))));
    }
    return found.get(0);
  }

  private static String types(List<Entity> entities) {
    return entities.stream().map(Entity::type).collect(Collectors.joining(", "));
  }

  private Account after(Account account) {
    var entity = one(account);
    var drift = new Drift();
    try {
      return delete
          ? drift.delete(account, entity)
          : drift.change(account, entity, drift.read(entity, changes));
    } catch (Refused refused) {
      throw choice.wrong(String.join("\n", refused.sentences()));
    }
  }
}
