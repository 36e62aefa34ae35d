package io.datatier.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ProcessStatTest {

  @Test
  void a_name_may_hold_spaces_and_parentheses() {
    var line =
        "4711 (a (b) c) S 42 4711 4711 0 -1 4194560 1 2 3 4 120 30 7 5 20 0 9 0 987654 1 2 3\n";

    assertEquals(new ProcessStat(4711, 42, 150, 12, 987654), ProcessStat.parse(line));
  }

  @Test
  void linux_tells_of_this_process() {
    var self = ProcessHandle.current();

    var stat = ProcessStat.of(self.pid()).orElseThrow();

    assertEquals(self.pid(), stat.pid());
    assertEquals(self.parent().orElseThrow().pid(), stat.parent());
    assertTrue(PeakMemory.of(self.pid()).orElseThrow() > 1);
  }

  @Test
  void the_peak_is_told_in_mebibytes() {
    assertEquals(
        OptionalDouble.of(2), PeakMemory.parse("VmPeak:\t 9999 kB\nVmHWM:\t    2048 kB\n"));
  }

  @Test
  void a_process_that_has_ended_has_no_peak() {
    assertEquals(OptionalDouble.empty(), PeakMemory.parse("Name:\tjava\nState:\tZ (zombie)\n"));
  }

  @Test
  void children_count_once_whether_they_were_waited_for_or_killed() {
    // 1 waited for 2, which had used 200, and for one too short to be seen, which had used 50; 3
    // was
    // killed after 70, and nobody waited for it.
    var family =
        new Family(
            new ProcessStat(1, 0, 10, 250, 0),
            List.of(
                seen(new ProcessStat(2, 1, 180, 0, 5)),
                seen(new ProcessStat(4, 2, 30, 0, 9)),
                seen(new ProcessStat(3, 4, 70, 0, 9))));

    // 10, and the more of what was waited for (250) and what was seen (180 + 30 + 70).
    assertEquals(2.9, family.cpuSeconds(), 1e-9);
  }

  @Test
  void what_a_command_used_is_known_at_its_end_even_of_a_child_too_short_to_be_seen()
      throws Exception {
    var busy = "i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done; echo inner";
    var ran =
        Watched.run(
            List.of("sh", "-c", "sh -c '" + busy + "'; echo outer; exit 3"),
            Path.of("."),
            Map.of("PATH", System.getenv("PATH")));

    assertEquals(3, ran.exitCode());
    assertEquals("inner\nouter\n", ran.output());
    assertTrue(ran.family().cpuSeconds() >= 0.02, ran.family()::toString);
  }

  private static Seen seen(ProcessStat stat) {
    return new Seen(stat, "", 0, 0);
  }
}
