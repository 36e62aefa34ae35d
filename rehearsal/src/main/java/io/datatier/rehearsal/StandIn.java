package io.datatier.rehearsal;

import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.fault.InvalidFaults;
import io.datatier.rehearsal.provider.StandInServer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The stand-in for the {@code aws} provider plugin. The engine starts it, reads its port from
 * standard output, where nothing else may appear, and ends it.
 *
 * <p>{@code DATATIER_ACCOUNT} names the account file; {@code DATATIER_FAULTS} may name a file of
 * faults, and {@code REHEARSAL_CLOCK=real} makes it wait as long as AWS does; docs/rehearsal.md
 * describes both.
 */
public final class StandIn {

  private StandIn() {}

  /**
   * Serves one engine.
   *
   * @param args the engine's address
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var account =
        setting("DATATIER_ACCOUNT")
            .filter(Path::isAbsolute)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "DATATIER_ACCOUNT must name the rehearsal's account file by its absolute"
                            + " path."));
    ProcessHandle.current().parent().ifPresent(StandIn::endWith);
    var faults = setting("DATATIER_FAULTS");
    try {
      var server = StandInServer.start(args[0], account, faults, waits());
      System.out.println(server.port());
      // Loaded while the engine connects, which would wait for it otherwise.
      var unusedTypes = ResourceTypes.types();
      server.await();
    } catch (InvalidFaults e) {
      System.err.println(faults.orElseThrow() + ":\n" + e.getMessage());
      System.exit(1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (NoSuchFileException e) {
      System.err.println("DATATIER_FAULTS names no file: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean waits() {
    var clock = System.getenv().getOrDefault("REHEARSAL_CLOCK", "fast");
    if (!Set.of("fast", "real").contains(clock)) {
      throw new IllegalArgumentException(
          "REHEARSAL_CLOCK must be fast or real, but is " + clock + ".");
    }
    return clock.equals("real");
  }

  /** The engine may be killed, and a plugin must not outlive it. */
  private static void endWith(ProcessHandle engine) {
    var watch =
        new Thread(
            () -> {
              engine.onExit().join();
              Runtime.getRuntime().halt(0);
            },
            "engine-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static Optional<Path> setting(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).map(Path::of);
  }
}
