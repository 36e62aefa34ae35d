package io.datatier.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuietMachineTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void waits_until_half_of_the_processors_are_free() throws Exception {
    var loads = List.of(3.2, 1.0, 0.9, 4.0).iterator();

    new QuietMachine(loads::next, 2, Duration.ZERO, Duration.ofMinutes(1)).await(said::add);

    assertEquals(List.of("Waiting for a load average below 1.0; it is 3.2."), said);
    assertEquals(4.0, loads.next());
  }

  @Test
  void does_not_wait_where_it_is_quiet() throws Exception {
    new QuietMachine(() -> 0.99, 2, Duration.ZERO, Duration.ZERO).await(said::add);

    assertEquals(List.of(), said);
  }

  @Test
  void refuses_a_machine_that_stays_busy() {
    var busy = new QuietMachine(() -> 3.2, 2, Duration.ZERO, Duration.ZERO);

    assertEquals(
        "Other programs use this machine: its load average is 3.2, on 2 processors. What is recorded"
            + " is measured below 1.0. Try again later, or leave out --record.",
        assertThrows(IOException.class, () -> busy.await(said::add)).getMessage());
  }
}
