package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.fault.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WaitingTest {

  /** A machine whose time passes only while somebody pauses. */
  private static final class Timepiece implements Machine {

    private final List<String> said = new ArrayList<>();
    private Instant now = Instant.parse("2100-01-01T00:00:00Z");

    @Override
    public void die() {
      throw new AssertionError("nobody is to die of waiting");
    }

    @Override
    public void pause(Duration time) {
      now = now.plus(time);
    }

    @Override
    public void say(String sentence) {
      said.add(sentence);
    }
  }

  private final AccountFile file;

  WaitingTest(@TempDir Path folder) {
    file = new AccountFile(folder.resolve("account.json"));
  }

  @Test
  void waits_by_the_clock_of_an_account_that_is_ahead() {
    var machine = new Timepiece();
    var ahead = machine.now.plus(Duration.ofHours(1));
    Waiting.skipped(file).until(ahead, "postgres: still creating");
    var begun = machine.now;
    Waiting.real(file, machine, () -> machine.now).until(ahead.plusSeconds(20), "proxy: modifying");
    assertEquals(begun.plusSeconds(20), machine.now);
    assertEquals(ahead.plusSeconds(20), file.read().now());
  }

  @Test
  void really_waits_and_says_what_for() {
    var machine = new Timepiece();
    var end = machine.now.plusSeconds(75);
    Waiting.real(file, machine, () -> machine.now).until(end, "postgres: still creating");
    assertEquals(end, machine.now);
    assertEquals(
        List.of(
            "postgres: still creating: 0m00s so far, about 1m15s to go",
            "postgres: still creating: 0m30s so far, about 0m45s to go",
            "postgres: still creating: 1m00s so far, about 0m15s to go"),
        machine.said);
  }

  @Test
  void does_not_wait_for_what_is_over() {
    var machine = new Timepiece();
    Waiting.real(file, machine, () -> machine.now).until(machine.now, "postgres: still creating");
    assertEquals(List.of(), machine.said);
  }
}
