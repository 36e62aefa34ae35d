package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Effect;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.fault.Occasion;
import io.datatier.rehearsal.fault.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultsCommandTest {

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Path folder;

  FaultsCommandTest(@TempDir Path folder) {
    this.folder = folder;
    new AccountFile(folder.resolve("account.json")).startOver(Account.empty());
  }

  @Test
  void writes_what_is_to_go_wrong_one_after_the_other() throws Exception {
    assertEquals(
        0,
        run("set", "--call=create", "--type=aws:rds/proxy:Proxy", "--nth=2", "--fault=die-after"));
    assertEquals(0, run("set", "--one-in=20", "--fault=throttle", "--times=3", "--seed=7"));

    var expected =
        new Faults(
            7,
            List.of(
                new Fault(
                    new Target(
                        Optional.of(Call.Kind.CREATE),
                        Optional.of("aws:rds/proxy:Proxy"),
                        Optional.empty()),
                    new Occasion.Nth(2),
                    new Effect.DieAfter()),
                new Fault(Target.ANY, new Occasion.OneIn(20), new Effect.Throttle(3))));
    assertEquals(expected, Faults.read(folder.resolve("faults.json")));
    assertEquals(0, run("show"));
    assertEquals(expected, Faults.parse(printed.toString()));
  }

  @Test
  void lets_nothing_go_wrong_any_more() throws Exception {
    assertEquals(0, run("set", "--fault=slow", "--seconds=1"));
    assertEquals(0, run("clear"));

    assertEquals(Faults.NONE, Faults.read(folder.resolve("faults.json")));
  }

  @Test
  void refuses_all_that_is_wrong_at_once() {
    assertEquals(2, run("set", "--call=crate", "--nth=x", "--fault=die", "--one-in=0"));

    assertEquals(
        List.of("call", "fault", "nth", "oneIn", "See"),
        errors
            .toString()
            .lines()
            .map(line -> line.split(" ", 2)[0])
            .sorted(String.CASE_INSENSITIVE_ORDER)
            .toList());
    assertEquals("", printed.toString());
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of("faults"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--account", folder.resolve("account.json").toString()));
    return DatatierRehearsal.commandLine()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(errors, true))
        .execute(all.toArray(String[]::new));
  }
}
