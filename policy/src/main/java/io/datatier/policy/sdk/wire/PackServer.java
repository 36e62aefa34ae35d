package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.run.Spelling;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves a pack to the engine that has started this process, and ends when the engine does. */
public final class PackServer {

  /**
   * The engine's own limit (pulumi/pulumi, rpcutil); gRPC's default of 4 MB rejects large stacks.
   */
  static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

  /**
   * Seconds after which a connection is replaced. OkHttp (1.57.2, AsyncSink) takes each answer to a
   * ping for a frame that still waits to be written, and closes a connection when there are 10,000.
   * The engine pings with nearly every call, of which it makes hundreds a second. No call is lost,
   * as it makes one at a time (v3.276, step_generator.go); of several, one could be.
   */
  private static final int OLDEST_CONNECTION = 1;

  /** Milliseconds. A rule may hang. */
  private static final int LONGEST_CLOSE = 100;

  /** The address that the engine dials. Java might choose ::1. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** Logs every lost connection; what rules log stays as it is. Held, or it is lost. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  /** What the pack's {@code mvnw} says instead of an address. */
  private static final List<String> TRAIN = List.of("--train");

  /**
   * Whether a training run of this very jar has found nothing misspelt: {@code mvnw} says so, which
   * saves half of the start.
   */
  private static final boolean TRAINED = Boolean.getBoolean("datatier.policy.trained");

  private final Map<String, EngineWatch> engines = new ConcurrentHashMap<>();
  private final Runnable onGone;
  private final Server server;

  /**
   * @param onGone called when an engine that it watches is gone, after which it serves no more
   */
  PackServer(Function<StackFacts, PolicyPack> packs, Runnable onGone) throws IOException {
    this.onGone = onGone;
    server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0),
                InsecureServerCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .maxConnectionAge(OLDEST_CONNECTION, TimeUnit.SECONDS)
            .executor(ConnectionThreads.calls())
            .transportExecutor(new ConnectionThreads(DeepMessages.STACK).transport())
            .addService(
                AnalyzerCalls.to(
                    new AnalyzerService(
                        packs,
                        Clock.systemUTC(),
                        ResourceTypes.NONE,
                        this::watch,
                        judgement -> {})))
            .build()
            .start();
  }

  /**
   * Serves a pack until the engine is gone. What its {@code main} calls.
   *
   * @param args the engine's address comes first, as the language host passes it; without one only
   *     the Handshake tells it
   */
  public static void serve(PolicyPack pack, String... args) {
    if (PackMain.takes(stack -> spelled(pack))) {
      return;
    }
    try {
      if (!TRAINED) {
        spelled(pack);
      }
    } catch (IllegalArgumentException misspelt) {
      System.err.println(misspelt.getMessage());
      // Not by an exception: Maven would add its own thoughts to it.
      Runtime.getRuntime().halt(1);
    }
    listen(stack -> pack, args);
  }

  /**
   * The same pack.
   *
   * @throws IllegalArgumentException with every type and property that its rules misspell
   */
  private static PolicyPack spelled(PolicyPack pack) {
    var faults = Spelling.faultsIn(pack, ResourceTypes.shipped());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          """
          policy pack %s cannot start: %s
          If your provider is newer and has it, name it in src/main/resources/pulumi-types.txt."""
              .formatted(pack.name(), String.join("; ", faults)));
    }
    return pack;
  }

  /**
   * Serves the pack that a stack asks for: rules may depend on its name, its tags and its
   * configuration.
   *
   * @param packs the pack for a stack; where the engine names none, such as when a pack is
   *     published, for {@link StackFacts#NONE}
   * @param args as above
   */
  public static void serve(Function<StackFacts, PolicyPack> packs, String... args) {
    if (!PackMain.takes(stack -> spelled(packs.apply(stack)))) {
      listen(stack -> spelled(packs.apply(stack)), args);
    }
  }

  private static void listen(Function<StackFacts, PolicyPack> packs, String... args) {
    // The engine expects only the port on stdout. Whatever a rule or library prints goes to stderr,
    // which the engine shows to the user line by line.
    var stdout = System.out;
    System.setOut(System.err);
    UnsafeWarning.silence();
    GRPC.setLevel(Level.SEVERE);
    try {
      if (List.of(args).equals(TRAIN)) {
        train(packs.apply(StackFacts.NONE));
      }
      var server = new PackServer(packs, PackServer::end);
      Runtime.getRuntime().addShutdownHook(new Thread(server::closeAtExit, "exit"));
      server.announce(stdout);
      // Afterwards: the engine can ask already.
      Arrays.stream(args).limit(1).forEach(server::watch);
      server.server.awaitTermination();
    } catch (IOException noPort) {
      throw new UncheckedIOException("cannot listen on the loopback interface", noPort);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Plays a run of the engine and ends, for a JVM that is to archive the classes of one.
   *
   * @throws IOException if there is no port
   */
  private static void train(PolicyPack pack) throws IOException {
    var server = new PackServer(stack -> pack, () -> {});
    Training.of(pack, server.server.getPort());
    server.server.shutdownNow();
    System.exit(0);
  }

  private void announce(PrintStream stdout) {
    stdout.println(server.getPort());
    stdout.flush();
  }

  private void watch(String engine) {
    if (!engine.isBlank()) {
      engines.computeIfAbsent(engine, address -> EngineWatch.of(address, this::stop));
    }
  }

  private void stop() {
    // First: closing waits for a rule that hangs, and this may not.
    onGone.run();
    close();
  }

  /**
   * Ends the threads that read from sockets in native code. A JVM that is asked to end, as the
   * engine asks its plugins one after another, waits 0.3 seconds for such threads (JDK 17,
   * vmOperations.cpp, VM_Exit::wait_for_threads_in_native_to_block).
   */
  private void closeAtExit() {
    var closing = new Thread(this::close, "close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(LONGEST_CLOSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a call under way: it runs in OkHttp's lock of its connection. */
  private void close() {
    server.shutdownNow();
    engines.values().forEach(EngineWatch::close);
  }

  /** Ends the JVM at once, including Maven's: nothing is left to finish or report. */
  private static void end() {
    Runtime.getRuntime().halt(0);
  }
}
