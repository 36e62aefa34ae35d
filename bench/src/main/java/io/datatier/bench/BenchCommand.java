package io.datatier.bench;

import io.datatier.bench.figures.Measurements;
import io.datatier.bench.figures.Page;
import io.datatier.bench.figures.Tables;
import io.datatier.bench.pack.Candidates;
import io.datatier.bench.pack.PackGroup;
import io.datatier.bench.preview.Bench;
import io.datatier.bench.preview.GrowthGroup;
import io.datatier.bench.preview.PreviewGroup;
import io.datatier.bench.sweep.SweepGroup;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures. Exit codes: 0 when all was measured, whether goals were reached or not; 1 if something
 * could not be; 2 for a usage error.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure previews and the policy pack, side by side with what others use.")
public final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Group {
    pack,
    preview,
    growth,
    sweep
  }

  @Option(names = "--checkout", description = "the project folder, its parts built (default: this)")
  private Path checkout = Path.of(".");

  @Option(names = "--engine", required = true, description = "the folder that contains pulumi")
  private Path engine = Path.of(".");

  @Option(
      names = "--yaml-host",
      required = true,
      description = "the folder that contains pulumi-language-yaml")
  private Path yamlHost = Path.of(".");

  @Option(
      names = "--group",
      split = ",",
      description = "what to measure: ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Group> groups = EnumSet.allOf(Group.class);

  @Option(names = "--repeat", description = "how many times (default: ${DEFAULT-VALUE})")
  private int repeat = 5;

  @Option(
      names = "--functions",
      split = ",",
      description = "sizes of fleets (default: ${DEFAULT-VALUE})")
  private List<Integer> functions = List.of(10, 100, 1_000);

  @Option(
      names = "--stacks",
      split = ",",
      description = "how many stacks are swept (default: ${DEFAULT-VALUE})")
  private List<Integer> stacks = List.of(1_000, 10_000);

  @Option(
      names = "--record",
      description = "the page whose figures to rewrite, with its chart next to it")
  private @Nullable Path page;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchCommand())
            .setExecutionExceptionHandler(
                (fault, command, parsed) -> {
                  if (fault instanceof IOException
                      || fault instanceof IllegalStateException
                      || fault instanceof StatusRuntimeException) {
                    command.getErr().println(fault.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                  }
                  throw fault;
                })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "--repeat is " + repeat + ": give 1 or more.");
    }
    var root = checkout.toAbsolutePath().normalize();
    var kept = root.resolve("bench/target/figures.json");
    var figures = Measurements.read(kept);
    for (var group : groups) {
      figures.dropGroup(group.name());
    }
    if (groups.contains(Group.pack)) {
      packs(root, figures);
      figures.write(kept);
    }
    if (groups.contains(Group.sweep)) {
      new SweepGroup(root, figures, this::progress).measure(repeat, stacks);
      figures.write(kept);
    }
    if (groups.contains(Group.preview) || groups.contains(Group.growth)) {
      progress("laying out a sandbox");
      var bench =
          Bench.lay(
              root, engine.toAbsolutePath().normalize(), yamlHost.toAbsolutePath().normalize());
      if (groups.contains(Group.preview)) {
        new PreviewGroup(bench, figures, this::progress).measure(repeat);
        figures.write(kept);
      }
      if (groups.contains(Group.growth)) {
        new GrowthGroup(bench, figures, this::progress).measure(repeat, functions);
        figures.write(kept);
      }
    }
    tell(figures);
    var recorded = page;
    if (recorded != null) {
      Page.record(recorded, figures, Setting.now(engine.toAbsolutePath(), Clock.systemUTC()));
    }
    return 0;
  }

  private void packs(Path root, Measurements figures) throws IOException {
    var candidates = new Candidates(root);
    var both = new ArrayList<>(List.of(candidates.ours()));
    candidates
        .node()
        .ifPresentOrElse(
            both::add,
            () -> progress("npm ci has not installed bench/peer-node: only ours is measured"));
    new PackGroup(both, candidates.python().stream().toList(), figures, this::progress)
        .measure(repeat);
  }

  private void tell(Measurements figures) {
    var tables = new Tables(figures);
    var out = spec.commandLine().getOut();
    for (var table :
        List.of(
            tables.previews(),
            tables.phases(),
            tables.packs(),
            tables.growth(),
            tables.sweeps(),
            tables.goals())) {
      if (!table.rows().isEmpty()) {
        out.println(table.text());
      }
    }
    out.flush();
  }

  private void progress(String step) {
    spec.commandLine().getErr().println(step);
    spec.commandLine().getErr().flush();
  }
}
