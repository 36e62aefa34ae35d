package io.datatier.sweep.cli;

import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.exceptions.ExceptionRegister;
import io.datatier.sweep.judge.Allowed;
import io.datatier.sweep.judge.StackJudge;
import io.datatier.sweep.judge.Sweep;
import io.datatier.sweep.pack.Fingerprint;
import io.datatier.sweep.pack.LoadedPack;
import io.datatier.sweep.pack.PackConfiguration;
import io.datatier.sweep.pack.PackPlace;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.ResultsFile;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.SweepFacts;
import io.datatier.sweep.stacks.Candidate;
import io.datatier.sweep.stacks.Scratch;
import io.datatier.sweep.stacks.Shard;
import io.datatier.sweep.stacks.Source;
import io.datatier.sweep.state.BadExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges stacks. */
@Command(
    name = "judge",
    description =
        "Judges stacks like pulumi policy analyze, without running programs or calling a cloud."
            + " Rules see secrets as the text [secret].")
final class JudgeCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "SOURCE",
      description =
          "a folder of exports (*.json, *.json.gz), one export, a file backend (its folder or"
              + " file://...), or the address of another backend (s3://...), which needs the"
              + " Pulumi CLI")
  private List<String> sources = List.of();

  @Option(
      names = {"-p", "--policy-pack"},
      required = true,
      paramLabel = "PACK",
      description = "the pack: its folder, which Maven builds; its jar; or a class path")
  private String packGiven = "";

  @Option(
      names = "--main",
      paramLabel = "CLASS",
      description = "the class that serves the pack, if neither pom nor jar names it")
  private @Nullable String main;

  @Option(
      names = {"-c", "--policy-pack-config"},
      paramLabel = "FILE",
      description = "configuration and exceptions, the same file as for pulumi")
  private @Nullable Path config;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "judge shard I of N; merge the results with join")
  private String shardGiven = Shard.WHOLE.toString();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description =
          "keep results here: an interrupted sweep continues, and stacks that have not changed"
              + " today are not judged again")
  private @Nullable Path resultsFile;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "how many stacks at a time; by default one per processor")
  private int parallel = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--verbose",
      description = "show on stderr what rules print, and stack traces of crashes")
  private boolean verbose;

  /** The launcher knows whether stderr is one; Java 17 does not. */
  @Option(names = "--terminal", hidden = true)
  private boolean terminal;

  @Mixin private Reports reports = new Reports();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var shard = Shard.parse(shardGiven);
    if (parallel < 1) {
      throw new IllegalArgumentException("--parallel is %d, not 1 or more".formatted(parallel));
    }
    reports.check(Optional.ofNullable(resultsFile), config == null ? List.of() : List.of(config));
    var register = config == null ? ExceptionRegister.empty() : ExceptionRegister.read(config);
    var place = PackPlace.find(packGiven, Optional.ofNullable(main));
    var noise = PackNoise.redirected(verbose);
    try (var loaded = LoadedPack.load(place);
        var scratch = Scratch.open()) {
      return judge(loaded.pack(), place, register, shard, scratch);
    } finally {
      noise.end();
    }
  }

  private int judge(
      PolicyPack pack, PackPlace place, ExceptionRegister register, Shard shard, Scratch scratch)
      throws IOException, InterruptedException {
    var configuration = PackConfiguration.of(register).of(pack);
    StackJudge.check(pack, configuration);
    var allowed = Allowed.by(register);
    Supplier<StackJudge> judges = () -> new StackJudge(pack, configuration, allowed, clock);
    var stacks = stacks(scratch).entrySet().stream().filter(it -> shard.has(it.getKey())).toList();
    var facts = facts(pack, configuration, place, register, shard, stacks.size());
    var path = resultsFile == null ? scratch.file("results.jsonl") : resultsFile;
    try (var results = ResultsFile.resume(path, facts, stamps(stacks), why -> anew(path, why))) {
      var left = stacks.stream().map(Map.Entry::getValue).filter(it -> !results.has(it.id()));
      judge(left.toList(), results, judges);
      var all = Results.of(results);
      reports.write(all, spec.commandLine().getOut());
      return Reports.exitCode(all);
    }
  }

  private void anew(Path path, String why) {
    spec.commandLine().getErr().printf("starts over: what is in %s is %s%n", path, why);
    spec.commandLine().getErr().flush();
  }

  private Map<String, Candidate> stacks(Scratch scratch) throws IOException {
    var stacks = new TreeMap<String, Candidate>();
    for (var address : sources) {
      for (var stack : Source.of(address, scratch).stacks()) {
        var named = sources.size() == 1 ? stack : new Named(address + "/" + stack.id(), stack);
        stacks.put(named.id(), named);
      }
    }
    return stacks;
  }

  /** A stack of one of several sources, where others may have one of the same name. */
  private record Named(String id, Candidate stack) implements Candidate {
    @Override
    public String stamp() {
      return stack.stamp();
    }

    @Override
    public Content open(long most) throws BadExport, IOException {
      return stack.open(most);
    }
  }

  private static Map<String, String> stamps(List<Map.Entry<String, Candidate>> stacks) {
    var stamps = new HashMap<String, String>();
    stacks.forEach(it -> stamps.put(it.getKey(), it.getValue().stamp()));
    return stamps;
  }

  private SweepFacts facts(
      PolicyPack pack,
      Map<String, RuleConfig> configuration,
      PackPlace place,
      ExceptionRegister register,
      Shard shard,
      int stacks)
      throws IOException {
    var texts = new ArrayList<>(sources);
    texts.add(config == null ? "" : Files.readString(config));
    var today = LocalDate.now(clock);
    return new SweepFacts(
        pack.name(),
        pack.version(),
        Stream.concat(pack.rules().stream(), Stream.of(Exemption.RULE))
            .map(rule -> facts(pack, rule, configuration))
            .toList(),
        sources,
        Fingerprint.of(place, texts),
        today.toString(),
        faults(register, today),
        shard,
        stacks);
  }

  private static RuleFacts facts(
      PolicyPack pack, Rule rule, Map<String, RuleConfig> configuration) {
    var level =
        Optional.ofNullable(configuration.get(rule.id()))
            .flatMap(RuleConfig::level)
            .orElse(Level.ADVISORY);
    return new RuleFacts(
        rule.id(),
        rule.title(),
        level.name().toLowerCase(Locale.ROOT),
        rule.severity().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse(""),
        rule.because(),
        rule.fix().orElse(""),
        pack.page(rule).orElse(""));
  }

  private void judge(List<Candidate> stacks, ResultsFile results, Supplier<StackJudge> judges)
      throws IOException, InterruptedException {
    var err = spec.commandLine().getErr();
    var progress = new ProgressLine(err, terminal, stacks.size());
    var sweep = new Sweep(judges, results, progress::judged);
    var interrupted = new Thread(() -> interrupt(sweep, progress, err), "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      sweep.judge(stacks, Math.min(parallel, Math.max(1, stacks.size())));
    } finally {
      remove(interrupted);
      progress.end();
    }
  }

  /** Runs while the JVM ends, which then gives the exit code of the signal. */
  private void interrupt(Sweep sweep, ProgressLine progress, PrintWriter err) {
    try {
      sweep.stop();
    } catch (InterruptedException twice) {
      Thread.currentThread().interrupt();
    }
    progress.end();
    err.println(
        resultsFile == null
            ? "interrupted; give a file with --results to be able to continue"
            : "interrupted; until the day ends (UTC), the same command continues from "
                + resultsFile);
    err.flush();
  }

  private static void remove(Thread hook) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is on its way out: it must not report on part of the stacks.
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** The engine never lets exceptions end; checking their ends is up to us. */
  private static List<String> faults(ExceptionRegister register, LocalDate today) {
    return register.exceptions().stream()
        .flatMap(
            exception ->
                exception.faults(today).stream()
                    .map(fault -> "exception %s %s".formatted(exception.id(), fault)))
        .toList();
  }
}
