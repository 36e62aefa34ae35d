package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Pending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves the account's clock forward without waiting. */
@Command(
    name = "wait",
    description = {
      "Let time pass on the account's clock.",
      "Maintenance windows that are due pass, and recovery windows end."
    })
final class WaitCommand implements Callable<Integer> {

  private static final Pattern TIME = Pattern.compile("(\\d{1,4})([mhd])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of("m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

  @Mixin private AccountChoice choice = new AccountChoice();

  @Parameters(
      arity = "0..1",
      paramLabel = "TIME",
      description =
          "how long, such as 30m, 12h or 7d (default: until nothing waits for a maintenance window)")
  private @Nullable String time;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var now = choice.file().change(account -> waited(account.at(Instant.now())));
    var out = spec.commandLine().getOut();
    out.println("It is %s in the account.".formatted(now.truncatedTo(ChronoUnit.SECONDS)));
    out.flush();
    return 0;
  }

  private Change<Instant> waited(Account account) {
    var asked = time;
    var until = asked == null ? lastWindow(account) : account.now().plus(duration(asked));
    var later = account.at(until);
    return new Change<>(later, later.now());
  }

  private Duration duration(String asked) {
    var matcher = TIME.matcher(asked);
    if (!matcher.matches()) {
      throw choice.wrong(
          "\"%s\" is not a time: give minutes, hours or days, such as 30m, 12h or 7d."
              .formatted(asked));
    }
    return Duration.of(
        Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.DAYS));
  }

  private Instant lastWindow(Account account) {
    return account.entities().stream()
        .map(Entity::pending)
        .flatMap(Optional::stream)
        .map(Pending::due)
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> choice.wrong("Nothing waits for a maintenance window: give a TIME."));
  }
}
