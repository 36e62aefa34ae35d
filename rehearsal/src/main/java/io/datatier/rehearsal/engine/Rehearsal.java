package io.datatier.rehearsal.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.SilentProblems;
import io.datatier.rehearsal.login.LoginFailed;
import io.datatier.rehearsal.login.LoginRehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a stack's whole life with the real engine: it comes up under the policies, a second preview
 * finds nothing to do, and its destruction leaves nothing behind.
 */
public final class Rehearsal {

  /** The name of the tear-down steps in docs/operations.md. */
  private static final String TEAR_DOWN = "tear-down";

  private final Sandbox sandbox;
  private final Progress progress;
  private final PulumiCli cli;
  private final AccountFile accountFile;
  private final Account start;
  private final List<Step> steps = new ArrayList<>();
  private SortedMap<String, Integer> created = new TreeMap<>();
  private SortedMap<String, RuleVerdicts> atPreview = new TreeMap<>();
  private SortedMap<String, RuleVerdicts> atUpdate = new TreeMap<>();
  private List<String> exempted = List.of();
  private List<String> logins = List.of();
  private Duration atAws = Duration.ZERO;
  private boolean gone;

  /** A rehearsal in a new sandbox. */
  public Rehearsal(Sandbox sandbox, Progress progress) throws IOException {
    this.sandbox = sandbox;
    this.progress = progress;
    this.cli = new PulumiCli(sandbox);
    this.accountFile = new AccountFile(sandbox.account());
    this.start = accountFile.read();
  }

  /**
   * Brings the stack up under the pack and checks that nothing is left to do.
   *
   * @throws StepFailed if a step fails; later steps do not run
   */
  public void comesUp() throws StepFailed, IOException, InterruptedException {
    step("stack init", "stack", "init", sandbox.parts().stack());
    underPolicies("preview", log -> atPreview = log.verdicts(), "preview");
    underPolicies("up", this::wasUpdated, "up", "--skip-preview");
    works();
    atAws = TimeAtAws.of(state(), account());
    step("policy analyze", withPack("policy", "analyze"));
    step("refresh", "refresh", "--skip-preview", "--expect-no-changes", "--suppress-progress");
    step("preview again", "preview", "--expect-no-changes", "--suppress-progress");
    logIn();
  }

  private void wasUpdated(EventLog log) {
    atUpdate = log.verdicts();
    exempted = log.exemptions();
    created = log.created();
  }

  private void logIn() throws StepFailed, IOException, InterruptedException {
    var step = "login";
    progress.started(step);
    var start = System.nanoTime();
    var rehearsal =
        new LoginRehearsal(
            account(),
            sandbox.parts().workingDirectory(),
            sandbox.log().resolve("login.txt"),
            System.getenv());
    try {
      logins = rehearsal.run();
    } catch (LoginFailed failed) {
      throw new StepFailed(step, String.valueOf(failed.getMessage()));
    }
    finished(new Step(step, Duration.ofNanos(System.nanoTime() - start)));
  }

  /**
   * Destroys the stack and checks that the account is as before, except for final snapshots.
   *
   * @throws StepFailed if a step fails; later steps do not run
   */
  public void goesAway() throws StepFailed, IOException, InterruptedException {
    if (isProtected(state())) {
      refusesDestroy();
      for (var command : Procedure.read(sandbox.parts().operations(), TEAR_DOWN).commands()) {
        require(command, () -> cli.shell(command));
      }
    } else {
      step("destroy", "destroy", "--skip-preview", "--suppress-progress");
    }
    leavesNothing();
    gone = true;
  }

  /** The results so far. */
  public Results results() {
    return new Results(
        List.copyOf(steps),
        created,
        atPreview,
        atUpdate,
        exempted,
        logins,
        atAws,
        gone,
        account().finalSnapshots().stream().map(Entity::id).toList(),
        Optional.empty());
  }

  /** Whether a state contains a protected resource. */
  private static boolean isProtected(JsonObject state) {
    return state.getAsJsonObject("deployment").getAsJsonArray("resources").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .anyMatch(resource -> resource.has("protect") && resource.get("protect").getAsBoolean());
  }

  /** The stack's state after {@code up}, as {@code pulumi stack export} writes it. */
  public Path export() {
    return sandbox.log().resolve("state.json");
  }

  /**
   * Writes {@link #export} again, with the stack's state as it is now.
   *
   * @throws StepFailed if there is no stack
   */
  public void exportAgain() throws StepFailed, IOException, InterruptedException {
    var outcome = cli.pulumi("stack", "export", "--file", export().toString());
    if (!outcome.succeeded()) {
      throw new StepFailed("stack export", outcome.output());
    }
  }

  private JsonObject state() throws StepFailed, IOException, InterruptedException {
    exportAgain();
    return JsonParser.parseString(Files.readString(export())).getAsJsonObject();
  }

  private void refusesDestroy() throws StepFailed, IOException, InterruptedException {
    var step = "destroy is refused";
    progress.started(step);
    var before = account();
    // With a preview: --skip-preview would delete everything else before the engine refuses the
    // protected resources (pulumi v3.258.0).
    var outcome = cli.pulumi("destroy", "--suppress-progress");
    if (outcome.succeeded() || !outcome.output().contains("is protected")) {
      throw new StepFailed(
          step, outcome.output() + "\nA protected stack should refuse to be destroyed.");
    }
    if (!account().entities().equals(before.entities())) {
      throw new StepFailed(
          step, outcome.output() + "\nIt was refused, but only after the account had changed.");
    }
    finished(new Step(step, outcome.took()));
  }

  /** AWS accepts much that cannot work, and reports it late or never. */
  private void works() throws StepFailed {
    var troubles = SilentProblems.in(account());
    if (!troubles.isEmpty()) {
      throw StepFailed.finding("what up created", String.join("\n", troubles));
    }
  }

  private void leavesNothing() throws StepFailed {
    var left = account().leftovers();
    var lost = account().lostSince(start);
    if (!left.isEmpty() || !lost.isEmpty()) {
      throw StepFailed.finding(
          "the account afterwards",
          Stream.concat(
                  left.stream().map(entity -> "left behind: " + name(entity)),
                  lost.stream().map(entity -> "existed at the start, missing now: " + name(entity)))
              .collect(Collectors.joining("\n")));
    }
  }

  /** What the pack says is reported even if it stops the step. */
  private void underPolicies(String name, Consumer<EventLog> told, String... arguments)
      throws StepFailed, IOException, InterruptedException {
    var events = cli.nextEventLog();
    try {
      step(name, withPack(withLog(events, arguments)));
    } catch (StepFailed failed) {
      try {
        told.accept(read(events));
      } catch (IOException cutOff) {
        failed.addSuppressed(cutOff);
      }
      throw failed;
    }
    told.accept(read(events));
  }

  private static EventLog read(Path events) throws IOException {
    EventLog.dropDebugMessages(events);
    return EventLog.read(events);
  }

  private static String[] withLog(Path events, String... arguments) {
    return Stream.concat(
            Stream.of(arguments),
            Stream.of("--suppress-progress", "--event-log", events.toString()))
        .toArray(String[]::new);
  }

  private String[] withPack(String... arguments) {
    var config = sandbox.parts().packConfig();
    return Stream.of(
            Stream.of(arguments),
            Stream.of("--policy-pack", sandbox.pack()),
            Files.exists(config)
                ? Stream.of("--policy-pack-config", config.toString())
                : Stream.<String>empty())
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  private void step(String name, String... arguments)
      throws StepFailed, IOException, InterruptedException {
    require(name, () -> cli.pulumi(arguments));
  }

  private void require(String name, Command command)
      throws StepFailed, IOException, InterruptedException {
    progress.started(name);
    var outcome = command.run();
    if (!outcome.succeeded()) {
      throw new StepFailed(name, outcome.output());
    }
    finished(new Step(name, outcome.took()));
  }

  private void finished(Step step) {
    steps.add(step);
    progress.finished(step);
  }

  private Account account() {
    return accountFile.read();
  }

  private static String name(Entity entity) {
    return entity.type() + " " + entity.id();
  }

  @FunctionalInterface
  private interface Command {
    Outcome run() throws IOException, InterruptedException;
  }
}
