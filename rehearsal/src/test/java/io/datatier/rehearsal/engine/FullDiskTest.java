package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.engine.FullDisk.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class FullDiskTest {

  private static final Patience THREE_LOOKS = new Patience(Duration.ofMillis(5), 3);

  @Test
  void ends_a_command_that_goes_on_for_ever_and_what_it_started() throws Exception {
    var spins = command("(while :; do :; done) & while :; do :; done");
    var child = spins.descendants().findFirst();

    assertEquals(false, FullDisk.awaits(spins, () -> 0, THREE_LOOKS));

    assertEquals(false, spins.isAlive());
    child.ifPresent(it -> it.onExit().join());
  }

  @Test
  void lets_a_command_go_on_when_there_is_space_again() throws Exception {
    var waits = command("read line");
    Queue<Long> left = new ArrayDeque<>(List.of(0L, 0L, 1_000_000L, 0L, 0L));

    assertEquals(
        true,
        FullDisk.awaits(
            waits,
            () -> {
              if (left.size() == 1) {
                waits.getOutputStream().close();
                waits.onExit().join();
              }
              return left.remove();
            },
            THREE_LOOKS));
  }

  @Test
  void is_the_reason_of_what_the_system_says_of_it() {
    assertEquals(true, FullDisk.isReasonFor("write dev.json.tmp: no space left on device"));
    assertEquals(true, FullDisk.isReasonFor("account.json: No space left on device"));
    assertEquals(false, FullDisk.isReasonFor("Subnets have no space left"));
  }

  private static Process command(String line) throws IOException {
    return new ProcessBuilder("sh", "-c", line).start();
  }
}
