package io.datatier.sweep.cli;

import io.datatier.policy.sdk.exceptions.Baseline;
import io.datatier.policy.sdk.exceptions.ExceptionRegister;
import io.datatier.policy.sdk.exceptions.PolicyEvents;
import io.datatier.policy.sdk.exceptions.PolicyEvents.Violation;
import io.datatier.sweep.report.Plain;
import io.datatier.sweep.results.Draft;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Freezes what a sweep has found, in the register that the engine reads, too. */
@Command(
    name = "baseline",
    description =
        "Writes current violations to the baseline in the --policy-pack-config file, so that only"
            + " new ones fail. For stacks and rules already in the baseline, fixed violations"
            + " are removed.")
final class BaselineCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CONFIG", description = "the pack's configuration file")
  private Path register = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "RESULTS",
      description = "a file written by judge --results")
  private Path file = Path.of("");

  @Option(names = "--owner", description = "the owner of new exceptions")
  private @Nullable String owner;

  @Option(
      names = "--until",
      paramLabel = "DAY",
      description = "the last day of new exceptions, such as 2027-01-31")
  private @Nullable LocalDate until;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var today = LocalDate.now(Clock.systemUTC());
    var end = until;
    var who = owner;
    if ((end == null) != (who == null)) {
      throw new IllegalArgumentException("to add exceptions, give both --owner and --until");
    }
    if (end != null && end.isBefore(today)) {
      throw new IllegalArgumentException(
          "--until %s is in the past: use a later day".formatted(end));
    }
    if (Draft.leadsNowhere(register)) {
      throw new IllegalArgumentException(register + " is a link to a file that does not exist");
    }
    var before =
        Files.exists(register) ? ExceptionRegister.read(register) : ExceptionRegister.empty();
    var baseline = Baseline.in(before, events());
    var changed = before;
    var kept = 0;
    var dropped = 0;
    for (var each : baseline.left().entrySet()) {
      changed = changed.replacing(each.getKey(), each.getValue());
      kept += each.getValue().targets();
      dropped += each.getKey().targets() - each.getValue().targets();
    }
    var added = 0;
    if (who != null && end != null) {
      var more = baseline.freezing(who, end, today);
      changed = changed.withAll(more);
      added = more.stream().mapToInt(it -> it.targets()).sum();
    }
    changed.write(register);
    spec.commandLine()
        .getOut()
        .printf("%s: %,d added, %,d kept, %,d dropped%n", register, added, kept, dropped);
    return 0;
  }

  private PolicyEvents events() throws IOException {
    var violations = new HashSet<Violation>();
    var stacks = new HashSet<String>();
    try (var results = ResultsFile.read(file)) {
      var all = Results.of(results);
      all.totals()
          .repeated()
          .forEach(
              (stack, ids) ->
                  spec.commandLine()
                      .getErr()
                      .printf(
                          "%s appears more than once: violations that are only in an old export"
                              + " stay in the baseline (%s)%n",
                          Plain.line(stack), Plain.line(String.join(", ", ids))));
      all.each(
          stack -> {
            if (stack.isJudged()) {
              stacks.add(stack.name());
            }
            for (var found : stack.found()) {
              violations.add(
                  new Violation(found.rule(), found.urn(), found.mandatory(), found.isAllowed()));
            }
          });
    }
    return new PolicyEvents(violations, stacks);
  }
}
