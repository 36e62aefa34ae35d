package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import io.datatier.rehearsal.provider.StandInServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Stand-ins that serve their engines from this JVM, which is warm. Each ends when its script does.
 */
final class WarmStandIn {

  private final Doorbell doorbell;

  private WarmStandIn(Doorbell doorbell) {
    this.doorbell = doorbell;
  }

  static WarmStandIn in(Path folder) throws IOException, InterruptedException {
    return new WarmStandIn(Doorbell.in(folder, WarmStandIn::start));
  }

  /** Puts the script in the place of the sandbox's stand-in. */
  void install(Sandbox sandbox) throws IOException {
    try (var found = Files.walk(sandbox.log().resolveSibling("home/plugins"))) {
      for (var launcher : found.filter(it -> it.endsWith("pulumi-resource-aws")).toList()) {
        Files.writeString(
            launcher,
            """
            #!/bin/sh
            %s
            echo "$answer"
            exec sleep 3600
            """
                .formatted(doorbell.ask("$1 $DATATIER_ACCOUNT ${DATATIER_FAULTS:-}")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static String start(Doorbell.Caller script) {
    var words = script.words().split(" ", 3);
    var faults = Optional.of(words[2]).filter(file -> !file.isEmpty()).map(Path::of);
    try {
      var server = StandInServer.start(words[0], Path.of(words[1]), faults, false);
      Doorbell.inBackground(
          () -> {
            script.process().onExit().join();
            server.stop();
          });
      return String.valueOf(server.port());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused.getMessage(), refused);
    }
  }
}
