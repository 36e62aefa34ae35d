package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.engine.Parts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which account a command is about. */
final class AccountChoice {

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      description =
          "use the account of this stack's rehearsal (default: $DATATIER_ACCOUNT, which the"
              + " sandbox's env sets, otherwise dev)")
  private @Nullable String stack;

  @Option(names = "--account", paramLabel = "FILE", description = "use this account file")
  private @Nullable Path account;

  @Option(
      names = "--checkout",
      hidden = true,
      defaultValue = "${sys:datatier.checkout:-.}",
      description = "the project")
  private Path checkout = Path.of(".");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** The account file, which must exist. */
  AccountFile file() {
    return new AccountFile(existing());
  }

  /** The path of the account file, which must exist. */
  Path existing() {
    var path = path();
    if (!Files.isRegularFile(path)) {
      throw wrong("There is no account " + path + ". Create one with make rehearse KEEP=1.");
    }
    return path;
  }

  private Path path() {
    if (stack != null && account != null) {
      throw wrong("Give --stack or --account, not both.");
    } else if (account != null) {
      return account;
    }
    var set = Optional.ofNullable(System.getenv("DATATIER_ACCOUNT")).filter(v -> !v.isBlank());
    return stack == null && set.isPresent() ? Path.of(set.get()) : ofStack();
  }

  private Path ofStack() {
    try {
      var name = Parts.of(checkout, stack == null ? "dev" : stack).stack();
      return checkout.resolve(".rehearsal").resolve(name).resolve("account.json").normalize();
    } catch (IllegalArgumentException fault) {
      throw wrong(String.valueOf(fault.getMessage()));
    }
  }

  /** A usage error. */
  ParameterException wrong(String sentences) {
    return new ParameterException(spec.commandLine(), sentences);
  }
}
