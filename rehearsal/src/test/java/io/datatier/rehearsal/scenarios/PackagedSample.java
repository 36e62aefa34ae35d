package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.login.FunctionCode;
import io.datatier.rehearsal.login.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A sample in another language, with its packages from that language's registry.
 *
 * @param folder the sample's files and packages
 */
record PackagedSample(
    Path folder,
    Function<Loopback, List<String>> commands,
    Function<Loopback, Map<String, String>> environments)
    implements FunctionCode {

  private static final Path SAMPLES = Path.of("../samples");
  private static final Path RUNNERS =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/samples").toAbsolutePath();

  /** With pg, or empty where npm cannot get it. */
  static Optional<FunctionCode> nodejs() throws IOException, InterruptedException {
    var folder = copy("nodejs");
    // Lambda's runtime has the client of Secrets Manager.
    boolean packed =
        run(
            folder,
            "npm",
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=0",
            "@aws-sdk/client-secrets-manager@3");
    return packed
        ? Optional.of(
            new PackagedSample(
                folder,
                loopback ->
                    List.of(
                        "node",
                        RUNNERS.resolve("run.mjs").toString(),
                        folder.resolve("index.mjs").toString(),
                        loopback.hosts().toString()),
                loopback -> Map.of("NODE_EXTRA_CA_CERTS", loopback.certificate().toString())))
        : Optional.empty();
  }

  /** With psycopg, or empty where pip cannot get it. */
  static Optional<FunctionCode> python() throws IOException, InterruptedException {
    var folder = copy("python");
    // Lambda's runtime has boto3.
    boolean packed =
        run(
            folder,
            "python3",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--retries=0",
            "--target",
            ".",
            "-r",
            "requirements.txt",
            "boto3");
    return packed
        ? Optional.of(
            new PackagedSample(
                folder,
                loopback ->
                    List.of(
                        "python3",
                        RUNNERS.resolve("run.py").toString(),
                        folder.toString(),
                        loopback.certificate().toString()),
                // libpq connects there and still verifies the host's name.
                loopback -> Map.of("PGHOSTADDR", "127.0.0.1", "PATH", System.getenv("PATH"))))
        : Optional.empty();
  }

  private static Path copy(String language) throws IOException {
    var folder = Files.createDirectories(Path.of("target/samples", language)).toAbsolutePath();
    try (var files = Files.list(SAMPLES.resolve(language))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            folder.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  private static boolean run(Path folder, String... command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroy();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  @Override
  public List<String> command(Loopback loopback) {
    return commands.apply(loopback);
  }

  @Override
  public Map<String, String> environment(Loopback loopback) {
    return environments.apply(loopback);
  }
}
