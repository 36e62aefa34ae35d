package io.datatier.sweep.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.sweep.state.BadExport;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Every stack of a backend that the Pulumi CLI can log in to: S3, another bucket, Pulumi Cloud. */
record CliBackend(String address, Scratch scratch) implements Source {

  /** The largest state of one stack takes far less. */
  private static final long PATIENCE_SECONDS = 600;

  @Override
  public List<Candidate> stacks() throws IOException {
    var listed = scratch.file("stacks.json");
    try {
      run(listed, "stack", "ls", "--all", "--json");
      var found = parsed(Files.readString(listed));
      if (found.isEmpty()) {
        throw new IOException(address + " is a backend without stacks");
      }
      return found;
    } catch (BadExport failed) {
      throw new IOException(address + " " + failed.fault());
    } finally {
      Files.deleteIfExists(listed);
    }
  }

  private List<Candidate> parsed(String text) throws IOException {
    try {
      if (JsonParser.parseString(text) instanceof JsonArray stacks) {
        return StreamSupport.stream(stacks.spliterator(), false)
            .filter(JsonObject.class::isInstance)
            .map(stack -> candidate((JsonObject) stack))
            .sorted(Comparator.comparing(Candidate::id))
            .toList();
      }
    } catch (JsonParseException malformed) {
      throw new IOException("pulumi stack ls --json did not print JSON", malformed);
    }
    throw new IOException("pulumi stack ls --json did not print a list");
  }

  private Candidate candidate(JsonObject stack) {
    return new Listed(this, text(stack.get("name")), text(stack.get("lastUpdate")));
  }

  private static String text(JsonElement value) {
    return value instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  /** A stack that the CLI exports when its turn comes, secrets encrypted. */
  private record Listed(CliBackend backend, String id, String stamp) implements Candidate {

    @Override
    public Content open(long most) throws BadExport, IOException {
      var export = backend.own("export.json");
      try {
        backend.run(export, "stack", "export", "--stack=" + id);
        return new Content(Files.size(export), deleting(export));
      } catch (BadExport | IOException failed) {
        Files.deleteIfExists(export);
        throw failed;
      }
    }

    private static InputStream deleting(Path export) throws IOException {
      return new FilterInputStream(new BufferedInputStream(Files.newInputStream(export))) {
        @Override
        public void close() throws IOException {
          super.close();
          Files.deleteIfExists(export);
        }
      };
    }
  }

  private void run(Path output, String... arguments) throws BadExport, IOException {
    var command = new ArrayList<>(List.of("pulumi", "--non-interactive", "--color=never"));
    command.addAll(List.of(arguments));
    var errors = own("errors");
    try {
      // In a folder without a project, or the CLI would look for stacks of that project alone.
      var builder = new ProcessBuilder(command).directory(scratch.folder().toFile());
      builder.environment().put("PULUMI_BACKEND_URL", address);
      builder.environment().put("PULUMI_SKIP_UPDATE_CHECK", "true");
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      end(builder.redirectInput(Path.of("/dev/null").toFile()).start(), errors);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  /** A file of this thread, which has one call of the CLI at a time. */
  private Path own(String name) {
    return scratch.file(Thread.currentThread().getId() + "-" + name);
  }

  private static void end(Process cli, Path errors) throws BadExport, IOException {
    // Its calls only read, so it need not outlive an interrupted sweep.
    var killed = new Thread(cli::destroyForcibly);
    try {
      Runtime.getRuntime().addShutdownHook(killed);
      if (!cli.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BadExport("was not exported by the CLI within ten minutes");
      }
      if (cli.exitValue() != 0) {
        var said = Files.readString(errors, UTF_8).strip().lines().limit(3).toList();
        throw new BadExport("was refused by the CLI: " + String.join(" ", said));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("the CLI was interrupted", stopped);
    } catch (IllegalStateException ending) {
      throw new IOException("the sweep is being interrupted", ending);
    } finally {
      cli.destroyForcibly();
      forget(killed);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It runs, or has run.
    }
  }
}
