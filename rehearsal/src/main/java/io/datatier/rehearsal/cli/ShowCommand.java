package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the account's resources. */
@Command(
    name = "show",
    description = "Show all resources, those of a type, or one with its properties.")
final class ShowCommand implements Callable<Integer> {

  @Mixin private AccountChoice choice = new AccountChoice();

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE|ID",
      description = "a type (aws:rds/proxy:Proxy, or just Proxy), or an id, ARN or name")
  private @Nullable String what;

  @Option(names = "--json", description = "print JSON, as in the account file")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var account = choice.file().read();
    var entities = new EntityChoice(account);
    var asked = what;
    if (asked == null) {
      print(account.entities(), EntityText.table(account.entities()));
    } else if (!entities.ofType(asked).isEmpty()) {
      var found = entities.ofType(asked);
      print(found, EntityText.table(found));
    } else if (!entities.called(asked).isEmpty()) {
      var found = entities.called(asked);
      print(found, found.stream().flatMap(EntityText::properties));
    } else {
      throw choice.wrong(entities.nothing(asked));
    }
    return 0;
  }

  private void print(List<Entity> entities, Stream<String> lines) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.print(AccountFile.json(entities));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }
}
