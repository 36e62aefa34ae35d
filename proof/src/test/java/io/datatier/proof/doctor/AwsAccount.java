package io.datatier.proof.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An account on a moto server in a process of its own, from account.py. */
final class AwsAccount implements AutoCloseable {

  private static final String MOTO = "moto[server,rds,ec2,awslambda,secretsmanager]==5.2.1";
  private static final Path PACKAGES = Path.of("target/python").toAbsolutePath();
  private static final Path SCRIPT =
      Path.of("src/test/resources/io/datatier/proof/doctor/account.py").toAbsolutePath();

  private final Process process;
  private final BufferedReader answers;
  private final Writer changes;
  private final JsonObject made;

  private AwsAccount(Process process) throws IOException {
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.changes = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    this.made = JsonParser.parseString(answer()).getAsJsonObject();
  }

  /** Starts one; empty where there is no moto and pip cannot get it. */
  static Optional<AwsAccount> start() throws IOException, InterruptedException {
    if (!run("python3", "-c", "import moto.server, boto3")
        && !run(
            "python3",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--retries=0",
            "--upgrade",
            "--target",
            PACKAGES.toString(),
            MOTO)) {
      return Optional.empty();
    }
    return Optional.of(new AwsAccount(python("python3", SCRIPT.toString()).start()));
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      var process = python(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static ProcessBuilder python(String... command) throws IOException {
    var log = Files.createDirectories(Path.of("target")).resolve("account.log").toFile();
    var builder = new ProcessBuilder(command).redirectError(log);
    if (Files.isDirectory(PACKAGES)) {
      builder.environment().put("PYTHONPATH", PACKAGES.toString());
    }
    return builder;
  }

  private String answer() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("The account ended; see target/account.log.");
    }
    return line;
  }

  /** Changes the account as account.py says. */
  void change(String name, String... arguments) throws IOException {
    var words = new ArrayList<>(List.of(name));
    words.addAll(List.of(arguments));
    changes.write(new Gson().toJson(words) + "\n");
    changes.flush();
    answer();
  }

  URI url() {
    return URI.create(made.get("url").getAsString());
  }

  /** What {@code pulumi stack export} prints of a stack that has made it. */
  JsonObject export() {
    return JsonParser.parseString(
            """
            {"deployment": {"resources": [
              {"type": "pulumi:pulumi:Stack", "outputs": {"capacity": {
                "peakConnections": 100.0,
                "maxConnections": {"least": 173, "most": 218},
                "pool": {"least": 155, "most": 196}}}},
              {"type": "aws:rds/proxy:Proxy", "outputs": {"name": "shop-proxy", "arn": "%s"}},
              {"type": "aws:lambda/function:Function", "outputs": {"name": "report",
                "environment": {"variables": {"RDS_PROXY_ENDPOINT": "shop-proxy"}}}},
              {"type": "aws:lambda/function:Function", "outputs": {"name": "migrations",
                "environment": {"variables": {}}}}]}}
            """
                .formatted(made.get("proxyArn").getAsString()))
        .getAsJsonObject();
  }

  @Override
  public void close() throws IOException {
    changes.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
