package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import io.datatier.rehearsal.provider.StandInServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Stand-ins that serve their engines from this JVM, which is warm: a process of its own takes more
 * time to start than to do its work. The engine starts a small script, as it starts any plugin; the
 * script asks here for a server of its own, and when it ends, so does the server.
 */
final class WarmStandIn {

  private final Path folder;

  private WarmStandIn(Path folder) {
    this.folder = folder;
  }

  /** Starts to wait for scripts. */
  static WarmStandIn in(Path folder) throws IOException, InterruptedException {
    var standIns = new WarmStandIn(folder.toAbsolutePath().normalize());
    Files.createDirectories(standIns.folder);
    Files.deleteIfExists(standIns.requests());
    makePipe(standIns.requests());
    inBackground(standIns::serve);
    return standIns;
  }

  /** Puts the script in the place of the sandbox's stand-in. */
  void install(Sandbox sandbox) throws IOException {
    try (var found = Files.walk(sandbox.log().resolveSibling("home/plugins"))) {
      for (var launcher : found.filter(it -> it.endsWith("pulumi-resource-aws")).toList()) {
        Files.writeString(
            launcher,
            """
            #!/bin/sh
            answer='%s'/$$
            mkfifo "$answer"
            echo "$$ $1 $DATATIER_ACCOUNT ${DATATIER_FAULTS:-}" > '%s'
            read -r port < "$answer"
            rm "$answer"
            case $port in
              [0-9]*) echo "$port"; exec sleep 3600 ;;
            esac
            echo "$port" >&2
            exit 1
            """
                .formatted(folder, requests()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private Path requests() {
    return folder.resolve("requests");
  }

  private static void makePipe(Path path) throws IOException, InterruptedException {
    if (new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor() != 0) {
      throw new IOException("mkfifo " + path + " failed");
    }
  }

  private void serve() {
    // Open for writing too, so that it never comes to its end.
    try (var pipe = new RandomAccessFile(requests().toFile(), "rw")) {
      while (true) {
        var request = pipe.readLine().split(" ", 4);
        // A script that was ended reads no answer, and whoever writes one waits for it.
        inBackground(() -> answer(request));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "warm-stand-in");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(String[] request) {
    var script = ProcessHandle.of(Long.parseLong(request[0]));
    try {
      Files.writeString(folder.resolve(request[0]), start(request, script) + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String start(String[] request, Optional<ProcessHandle> script) {
    var faults = Optional.of(request[3]).filter(file -> !file.isEmpty()).map(Path::of);
    try {
      var server = StandInServer.start(request[1], Path.of(request[2]), faults, false);
      inBackground(
          () -> {
            script.ifPresent(process -> process.onExit().join());
            server.stop();
          });
      return String.valueOf(server.port());
    } catch (IOException | RuntimeException refused) {
      return String.valueOf(refused.getMessage()).replace("\n", " ");
    }
  }
}
