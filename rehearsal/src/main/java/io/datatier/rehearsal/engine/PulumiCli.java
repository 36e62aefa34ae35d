package io.datatier.rehearsal.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands in a sandbox, one at a time, and stores their output in its log folder. */
public final class PulumiCli {

  /**
   * A preview makes nothing that could be lost, yet the engine writes out the whole stack after
   * each resource (backend.SnapshotManager, v3.276.0).
   */
  private static final Map<String, String> AT_PREVIEW = Map.of("PULUMI_SKIP_CHECKPOINTS", "true");

  private final Sandbox sandbox;
  private final Map<String, String> extra;
  private int commands;

  public PulumiCli(Sandbox sandbox) {
    this(sandbox, Map.of());
  }

  /**
   * @param extra environment variables in addition to the sandbox's
   */
  public PulumiCli(Sandbox sandbox, Map<String, String> extra) {
    this.sandbox = sandbox;
    this.extra = Map.copyOf(extra);
  }

  /** Runs {@code pulumi} with these arguments. */
  public Outcome pulumi(String... arguments) throws IOException, InterruptedException {
    return begin(arguments).await();
  }

  /** Starts {@code pulumi} with these arguments and does not wait for it. */
  public Command begin(String... arguments) throws IOException {
    return start(
        Stream.concat(
                Stream.of(sandbox.engine().cli().toString(), "--non-interactive"),
                Stream.of(arguments))
            .toList(),
        arguments[0].equals("preview") ? AT_PREVIEW : Map.of());
  }

  /** Runs one line of shell, as a person would type it. */
  public Outcome shell(String line) throws IOException, InterruptedException {
    return start(List.of("sh", "-euc", line), Map.of()).await();
  }

  /** The {@code --event-log} file for the next command. */
  public Path nextEventLog() {
    return sandbox.log().resolve((commands + 1) + ".events");
  }

  private Command start(List<String> words, Map<String, String> forThisOne) throws IOException {
    commands++;
    Files.createDirectories(sandbox.log());
    var printed = sandbox.log().resolve(commands + ".txt").toFile();
    var builder =
        new ProcessBuilder(new ArrayList<>(words))
            .directory(sandbox.project().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(printed);
    var environment = builder.environment();
    var sandboxed = sandbox.environment(environment);
    environment.clear();
    environment.putAll(sandboxed);
    // Answers every question with "yes".
    environment.put("PULUMI_SKIP_CONFIRMATIONS", "true");
    // Without it the CLI does not know --event-log (pulumi v3.276.0, pkg/cmd/pulumi/operations).
    environment.put("PULUMI_DEBUG_COMMANDS", "true");
    environment.put("NO_COLOR", "1");
    environment.putAll(forThisOne);
    environment.putAll(extra);
    return new Command(builder.start(), printed.toPath(), System.nanoTime());
  }

  /**
   * A command that was started.
   *
   * @param printed where its output goes
   * @param startedAt in {@link System#nanoTime}
   */
  public record Command(Process process, Path printed, long startedAt) {

    /** Waits for its end. */
    public Outcome await() throws IOException, InterruptedException {
      // An engine that outlives the runner would keep writing to a sandbox that the next run
      // recreates.
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end the engine"));
      var ended = FullDisk.awaits(process, printed);
      var took = Duration.ofNanos(System.nanoTime() - startedAt);
      var output = Files.readString(printed);
      return ended
          ? new Outcome(process.exitValue(), output, took)
          : new Outcome(1, output + "\nwent on while there was no space left on device", took);
    }

    private void end() {
      // For a process that has ended, onExit could wait for a new process with the same id.
      if (process.isAlive()) {
        process.destroy();
        process.onExit().join();
      }
    }
  }
}
