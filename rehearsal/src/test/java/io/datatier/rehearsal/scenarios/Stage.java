package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.CallCounts;
import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.PulumiCli;
import io.datatier.rehearsal.engine.Sandbox;
import io.datatier.rehearsal.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stack in a sandbox of its own, driven by the commands that its users type. */
final class Stage {

  /** Maven runs these tests in the folder of the rehearsal. */
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static final Path SANDBOXES = Path.of("target/scenarios");

  private static final Path RESOURCES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios");

  /** An account with the few things that the scenarios' programs refer to. */
  static final Path FIXTURE = RESOURCES.resolve("account.json");

  private static final Map<String, SavedStack> LIVE = new HashMap<>();

  private static @Nullable Engine quickEngine;
  private static @Nullable WarmStandIn warmStandIn;

  private final Sandbox sandbox;
  private final PulumiCli cli;
  private final String pack;
  private final List<String> packConfig;

  private Stage(Sandbox sandbox, PulumiCli cli, String pack, List<String> packConfig) {
    this.sandbox = sandbox;
    this.cli = cli;
    this.pack = pack;
    this.packConfig = packConfig;
  }

  /** The project's own program, as {@code make rehearse} has it. */
  static Stage of(String scenario, Parts parts) throws IOException, InterruptedException {
    return of(sandbox(scenario, parts));
  }

  /**
   * A stack of the project's own that is up. It was brought up once for all scenarios, and this is
   * a copy.
   */
  static Stage live(String scenario, String stack) throws IOException, InterruptedException {
    var stage = of(scenario, parts(stack));
    synchronized (LIVE) {
      var live = LIVE.get(stack);
      if (live == null) {
        stage.require("up", "--skip-preview");
        LIVE.put(stack, stage.save());
      } else {
        live.restoreIn(stage.sandbox);
      }
    }
    return stage;
  }

  static Stage of(Sandbox sandbox) throws IOException, InterruptedException {
    var stage = new Stage(sandbox, new PulumiCli(sandbox), sandbox.pack(), List.of());
    stage.require("stack", "init", sandbox.parts().stack());
    return stage;
  }

  /** Another program, with the config of the dev stack, in the scenarios' account. */
  static Stage of(Class<?> program) throws IOException, InterruptedException {
    return of(program.getSimpleName(), program);
  }

  static Stage of(String scenario, Class<?> program) throws IOException, InterruptedException {
    var jar = ProgramJar.of(program, SANDBOXES.resolve(scenario + ".jar"));
    return of(scenario, parts("dev").withProgram(jar).withFixture(FIXTURE));
  }

  /** The program in YAML, in the same account. */
  static Stage ofYaml(String scenario) throws IOException, InterruptedException {
    return ofYaml(scenario, "yaml", quickEngine());
  }

  /** A program in YAML, in the same account. */
  static Stage ofYaml(String scenario, String program, Engine engine)
      throws IOException, InterruptedException {
    var sandbox = warm(sandbox(scenario, parts("dev").withFixture(FIXTURE), engine));
    return of(withYaml(sandbox, RESOURCES.resolve(program).resolve("Pulumi.yaml")));
  }

  static Sandbox yamlSandbox(String scenario, Path program, Parts parts)
      throws IOException, InterruptedException {
    return withYaml(sandbox(scenario, parts), program);
  }

  private static Sandbox withYaml(Sandbox sandbox, Path program)
      throws IOException, InterruptedException {
    YamlHost.install(sandbox);
    Files.copy(
        program, sandbox.project().resolve("Pulumi.yaml"), StandardCopyOption.REPLACE_EXISTING);
    return sandbox;
  }

  /**
   * The stack as an earlier release of the project left it: with its file, its account, its state.
   *
   * @param release the release's version
   */
  static Stage leftBy(String release, String stack) throws IOException, InterruptedException {
    var left = RESOURCES.resolve("releases").resolve(release).resolve(stack).toAbsolutePath();
    var sandbox =
        sandbox(
            "left-by-" + release + "-" + stack,
            parts(stack).withConfig(left.resolve("Pulumi." + stack + ".yaml")));
    Files.copy(
        left.resolve("account.json"), sandbox.account(), StandardCopyOption.REPLACE_EXISTING);
    var stage = of(sandbox);
    stage.require("stack", "import", "--file", left.resolve("state.json").toString());
    return stage;
  }

  static Parts parts(String stack) {
    return Parts.of(CHECKOUT, stack);
  }

  /** A sandbox in which no time is wasted on what the scenario is not about. */
  static Sandbox sandbox(String scenario, Parts parts) throws IOException, InterruptedException {
    return warm(sandbox(scenario, parts, quickEngine()));
  }

  /** The same on another engine than the pinned one. */
  static Sandbox quickSandbox(String scenario, Parts parts, Engine engine)
      throws IOException, InterruptedException {
    var folder = SANDBOXES.resolve(scenario + "-engine");
    return warm(sandbox(scenario, parts, QuickEngine.of(engine, folder, parts("dev"))));
  }

  private static Sandbox warm(Sandbox sandbox) throws IOException, InterruptedException {
    warmStandIn().install(sandbox);
    return sandbox;
  }

  /** The project's own program, whose provider is a process that can be killed. */
  static Stage toBeKilled(String scenario, Parts parts) throws IOException, InterruptedException {
    return of(sandbox(scenario, parts, quickEngine()));
  }

  static Sandbox sandbox(String scenario, Parts parts, Engine engine) throws IOException {
    return Sandbox.layOut(SANDBOXES.resolve(scenario), parts, engine);
  }

  /** {@code make verify} says where the engine is; without it, it is looked for as make does. */
  static Engine engine() throws IOException, InterruptedException {
    var told = Optional.ofNullable(System.getenv("DATATIER_ENGINE"));
    return told.isPresent() ? new Engine(Path.of(told.get())) : Engine.obtain(CHECKOUT);
  }

  /** Made once for all scenarios. */
  private static synchronized Engine quickEngine() throws IOException, InterruptedException {
    if (quickEngine == null) {
      quickEngine = QuickEngine.of(engine(), Path.of("target/quick-engine"), parts("dev"));
    }
    return quickEngine;
  }

  private static synchronized WarmStandIn warmStandIn() throws IOException, InterruptedException {
    if (warmStandIn == null) {
      warmStandIn = WarmStandIn.in(Path.of("target/warm-stand-ins"));
    }
    return warmStandIn;
  }

  /** A new file beside the sandbox's own, which the next run of the scenario deletes. */
  Path newFile(String name, String ending) throws IOException {
    return Files.createTempFile(sandbox.log().getParent(), name, ending);
  }

  /**
   * The same stack, with the pack configured by a file.
   *
   * @param config the file's text
   */
  Stage configured(String config) throws IOException {
    return configuredBy(Files.writeString(newFile("policy", ".json"), config));
  }

  Stage configuredBy(Path file) {
    return new Stage(sandbox, cli, pack, List.of("--policy-pack-config", file.toString()));
  }

  /** The same stack, judged by the pack in another folder. */
  Stage judgedFrom(Path folder) {
    var seen = sandbox.project().relativize(folder.toAbsolutePath());
    return new Stage(sandbox, cli, seen.toString(), packConfig);
  }

  /** The same stack, judged by one rule of the pack alone. */
  Stage judgedBy(String rule) throws IOException {
    return configured(
        """
        {"all": "disabled", "%s": "mandatory"}
        """
            .formatted(rule));
  }

  /** Puts another file in the place of the stack's own. */
  void reconfigure(Path config) throws IOException {
    Files.copy(
        config,
        sandbox.project().resolve("Pulumi." + sandbox.parts().stack() + ".yaml"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  Outcome preview(String... options) throws IOException, InterruptedException {
    return underPolicies(Stream.concat(Stream.of("preview"), Stream.of(options)));
  }

  Outcome up(String... options) throws IOException, InterruptedException {
    return underPolicies(Stream.concat(Stream.of("up", "--skip-preview"), Stream.of(options)));
  }

  /** Judges a state that was exported, and maybe changed since. */
  Outcome analyze(Path export) throws IOException, InterruptedException {
    return underPolicies(Stream.of("policy", "analyze", "--file", export.toString()));
  }

  /** The same, as the engine's events, one a line. */
  List<String> analyzed(Path export) throws IOException, InterruptedException {
    var command = Stream.of("policy", "analyze", "--json", "--file", export.toString());
    return underPolicies(command).output().lines().filter(line -> line.startsWith("{")).toList();
  }

  /** The stack's state as the engine keeps it, in a file of its own. */
  Path export() throws IOException, InterruptedException {
    var file = newFile("state", ".json");
    require("stack", "export", "--file", file.toString());
    return file;
  }

  private Outcome underPolicies(Stream<String> command) throws IOException, InterruptedException {
    var policies = Stream.concat(Stream.of("--policy-pack", pack), packConfig.stream());
    return cli.pulumi(Stream.concat(command, policies).toArray(String[]::new));
  }

  Outcome pulumi(String... arguments) throws IOException, InterruptedException {
    return cli.pulumi(arguments);
  }

  /** Starts a command that is not to come to its end. */
  PulumiCli.Command begin(String... arguments) throws IOException {
    return cli.begin(arguments);
  }

  Outcome shell(String line) throws IOException, InterruptedException {
    return cli.shell(line);
  }

  /** The same stack in an account where calls, counted from now on, meet faults. */
  Stage where(Faults faults) throws IOException {
    new AccountFile(sandbox.account())
        .change(account -> new Change<>(account.after(CallCounts.NONE), true));
    var file = sandbox.log().resolveSibling("faults.json");
    faults.write(file);
    var facing = new PulumiCli(sandbox, Map.of("DATATIER_FAULTS", file.toString()));
    return new Stage(sandbox, facing, pack, packConfig);
  }

  /** Keeps the stack as it is. */
  SavedStack save() throws IOException {
    return SavedStack.of(sandbox);
  }

  AccountPicture accountPicture() throws IOException {
    return AccountPicture.of(sandbox.account());
  }

  /** The sandbox: all that the engine and its plugins write is below it. */
  Path folder() {
    return sandbox.project().resolveSibling("").normalize();
  }

  /** What this stack is made of. */
  Sandbox sandbox() {
    return sandbox;
  }

  Account account() {
    return new AccountFile(sandbox.account()).read();
  }

  /** Changes the account past the engine. */
  void drift(UnaryOperator<Account> change) {
    new AccountFile(sandbox.account())
        .change(before -> new AccountFile.Change<>(change.apply(before), true));
  }

  void require(String... arguments) throws IOException, InterruptedException {
    var outcome = cli.pulumi(arguments);
    if (!outcome.succeeded()) {
      throw new AssertionError(outcome.output());
    }
  }
}
