package io.datatier.proof.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account on a moto server of its own, from account.py. */
final class AwsAccount implements AutoCloseable {

  private static final String MOTO = "moto[server,rds,ec2,awslambda,secretsmanager]==5.2.1";
  private static final Path PACKAGES = Path.of("target/python").toAbsolutePath();
  private static final Path SCRIPT =
      Path.of("src/test/resources/io/datatier/proof/doctor/account.py").toAbsolutePath();

  /** Makes all accounts. It ends with this JVM, because then its standard input ends. */
  private static @Nullable Process maker;

  private final Socket connection;
  private final BufferedReader answers;
  private final Writer changes;
  private final JsonObject made;

  private AwsAccount(Socket connection) throws IOException {
    this.connection = connection;
    this.answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
    this.changes = new OutputStreamWriter(connection.getOutputStream(), UTF_8);
    this.made = JsonParser.parseString(line(answers)).getAsJsonObject();
  }

  /** Starts one, or skips the test where there is no moto and pip cannot get it. */
  static AwsAccount startOrSkip() throws IOException, InterruptedException {
    return new AwsAccount(new Socket(InetAddress.getLoopbackAddress(), port()));
  }

  private static synchronized int port() throws IOException, InterruptedException {
    if (maker == null) {
      maker = maker();
    }
    maker.getOutputStream().write('\n');
    maker.getOutputStream().flush();
    return Integer.parseInt(line(maker.inputReader(UTF_8)));
  }

  private static Process maker() throws IOException, InterruptedException {
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
      return abort("moto is not installed, and pip cannot get it");
    }
    return python("python3", SCRIPT.toString()).start();
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

  private static String line(BufferedReader from) throws IOException {
    var line = from.readLine();
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
    line(answers);
  }

  /** Has CloudWatch hear of a metric. */
  void metric(String name, String dimension, String of, int value) throws IOException {
    change("metric", name, dimension, of, Integer.toString(value));
  }

  URI url() {
    return URI.create(made.get("url").getAsString());
  }

  /** What {@code pulumi stack export} prints of a stack with a proxy and a function. */
  String export() {
    return export(PLAN, proxy("shop-proxy", "proxyArn"), FUNCTION);
  }

  /** Of one with workers in place of functions. */
  String exportOfWorkers() {
    return export(PLAN, proxy("shop-proxy", "proxyArn"), workers());
  }

  /** Of one without clients. */
  String exportWithoutClients() {
    return export(PLAN, proxy("shop-proxy", "proxyArn"));
  }

  /** Of one whose clients move from one proxy to another. */
  String exportOfTwoProxies() {
    return export(
        PLAN, proxy("shop-proxy", "proxyArn"), proxy("shop-proxy-b", "successorArn"), FUNCTION);
  }

  /** Of one whose clients use the proxy of another stack. */
  String exportOfClients() {
    return export(
        """
        {"type": "pulumi:pulumi:Stack", "outputs": {"client_stack": {"datatier:proxy": {
          "existing": {"endpoint": "%s", "arn": "%s", "users": []}}}}}\
        """
            .formatted(of("endpoint"), of("proxyArn")),
        FUNCTION);
  }

  private static final String PLAN =
      """
      {"type": "pulumi:pulumi:Stack", "outputs": {"capacity": {
        "peakConnections": 100.0, "maxConnections": {"least": 173, "most": 218},
        "pool": {"least": 155, "most": 196}}}}\
      """;

  private static final String FUNCTION =
      """
      {"type": "aws:lambda/function:Function", "outputs": {"name": "report",
        "environment": {"variables": {"RDS_PROXY_ENDPOINT": "shop-proxy"}}}},
      {"type": "aws:lambda/function:Function", "outputs": {"name": "migrations",
        "environment": {"variables": {}}}}\
      """;

  private String proxy(String name, String arn) {
    return """
           {"type": "aws:rds/proxy:Proxy", "outputs": {"name": "%s", "arn": "%s"}}\
           """
        .formatted(name, of(arn));
  }

  private String workers() {
    var data = Base64.getEncoder().encodeToString("RDS_PROXY_ENDPOINT=shop".getBytes(UTF_8));
    return """
           {"type": "aws:ec2/launchTemplate:LaunchTemplate",
             "outputs": {"id": "%1$s", "userData": "%2$s"}},
           {"type": "aws:autoscaling/group:Group", "outputs": {"name": "drivers",
             "launchTemplate": {"id": "%1$s", "version": "1"}}},
           {"type": "aws:autoscaling/group:Group", "outputs": {"name": "others",
             "launchTemplate": null}}\
           """
        .formatted(of("template"), data);
  }

  private static String export(String... resources) {
    return "{\"deployment\": {\"resources\": [%s]}}".formatted(String.join(",", resources));
  }

  private String of(String name) {
    return made.get(name).getAsString();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
