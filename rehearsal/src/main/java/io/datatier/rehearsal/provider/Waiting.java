package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.fault.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How the provider waits for AWS. */
interface Waiting {

  /** How often the user sees a progress message. */
  Duration NEWS = Duration.ofSeconds(30);

  /**
   * Returns once the account's clock has reached a time.
   *
   * @param what the reason, for the user
   */
  void until(Instant moment, String what);

  /** Does not wait: it advances the account's clock instead. */
  static Waiting skipped(AccountFile file) {
    return (moment, what) -> file.change(account -> new Change<>(account.at(moment), true));
  }

  /**
   * Waits in real time and reports progress. Earlier runs may have advanced the account's clock, so
   * the remaining time is measured by that clock.
   */
  static Waiting real(AccountFile file, Machine machine, InstantSource clock) {
    return (moment, what) -> {
      var begun = clock.instant();
      var end = begun.plus(Duration.between(file.read().at(begun).now(), moment));
      while (clock.instant().isBefore(end)) {
        var left = Duration.between(clock.instant(), end);
        machine.say(
            "%s: %s so far, about %s to go"
                .formatted(what, text(Duration.between(begun, clock.instant())), text(left)));
        machine.pause(left.compareTo(NEWS) < 0 ? left : NEWS);
      }
      skipped(file).until(moment, what);
    };
  }

  private static String text(Duration duration) {
    return "%dm%02ds".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
