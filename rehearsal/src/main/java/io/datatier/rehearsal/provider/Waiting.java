package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.fault.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How the provider waits for AWS. */
interface Waiting {

  /** How often the user is told of what is still being waited for. */
  Duration NEWS = Duration.ofSeconds(30);

  /**
   * Returns when the account's clock shows a moment.
   *
   * @param what what is being waited for, for the user
   */
  void until(Instant moment, String what);

  /** Waits no time: the account's clock is moved on instead. */
  static Waiting skipped(AccountFile file) {
    return (moment, what) -> file.change(account -> new Change<>(account.at(moment), true));
  }

  /**
   * Waits as long as AWS would let one wait, and says so. Runs that waited no time have moved the
   * account's clock on, so what is left is told by that clock.
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
