package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Over real HTTP, against moto. */
final class DoctorCommandTest {

  private final StringWriter out = new StringWriter();

  @TempDir private Path folder = Path.of("");

  /** The SDK signs what it sends, even to a server that does not look. */
  @BeforeAll
  static void provideKeys() {
    System.setProperty("aws.accessKeyId", "testing");
    System.setProperty("aws.secretAccessKey", "testing");
  }

  @Test
  void finds_nothing_bad_in_a_stack_that_works() throws Exception {
    try (var account = start()) {
      account.change("health", "AVAILABLE");
      account.change("metric", "DatabaseConnections", "DBInstanceIdentifier", "shop-db", "40");
      account.change("metric", "ClientConnections", "ProxyName", "shop-proxy", "80");
      account.change(
          "metric", "DatabaseConnectionsCurrentlySessionPinned", "ProxyName", "shop-proxy", "0");

      assertEquals(0, run(account), out::toString);
      assertEquals(
          List.of(
              "Is it up?",
              "  ok    proxy shop-proxy is available",
              "  ok    target shop-db is available",
              "Connection timeout",
              "  ok    report reaches proxy shop-proxy on port 5432",
              "  note  report ends after 60 s, before the proxy's borrow timeout of 120 s",
              "  ok    database shop-db is available",
              "  ok    proxy shop-proxy reaches database shop-db on port 5432",
              "  note  cannot be reached",
              "Too many connections",
              "  ok    database shop-db had at most 40 connections in the last 15 minutes; it takes"
                  + " 173 or more",
              "  ok    the proxy had at most 80 clients in the last 15 minutes; the plan counts on"
                  + " 100 at peak",
              "High latency",
              "  ok    no session was pinned in the last 15 minutes",
              "Authentication failures",
              "  ok    secret reports holds user reports and a password",
              "  note  secret reports does not rotate",
              "All is well."),
          lines());
    }
  }

  @Test
  void says_of_each_fault_what_to_do() throws Exception {
    try (var account = start()) {
      account.change("status", "suspended");
      account.change("health", "UNAVAILABLE", "UNREACHABLE", "no route");
      account.change("close-proxy");
      account.change("close-database");
      account.change("metric", "DatabaseConnections", "DBInstanceIdentifier", "shop-db", "170");
      account.change("metric", "ClientConnections", "ProxyName", "shop-proxy", "300");
      account.change(
          "metric", "DatabaseConnectionsCurrentlySessionPinned", "ProxyName", "shop-proxy", "7");
      account.change("options");
      account.change("secret", "Sesame");
      account.change("rotate", "-1");

      assertEquals(1, run(account), out::toString);
      assertEquals(
          List.of(
              "proxy shop-proxy is suspended",
              "target shop-db is UNAVAILABLE: UNREACHABLE (no route)",
              "the security groups of proxy shop-proxy let nothing in from report on port 5432",
              "the security groups of database shop-db let nothing in from proxy shop-proxy on port"
                  + " 5432",
              "database shop-db had at most 170 connections in the last 15 minutes; it takes 173 or"
                  + " more",
              "the proxy had at most 300 clients in the last 15 minutes; the plan counts on 100 at"
                  + " peak",
              "up to 7 sessions were pinned in the last 15 minutes: each keeps its connection",
              "report sets PGOPTIONS, which RDS Proxy refuses",
              "secret reports is no JSON with username and password",
              "secret reports rotates, which has passed"),
          bad());
      assertTrue(out.toString().endsWith("10 to put right.\n"), out::toString);
      assertFalse(out.toString().contains("Sesame"));
    }
  }

  @Test
  void says_that_a_secret_is_gone_and_when_another_changes() throws Exception {
    try (var account = start()) {
      account.change("health", "AVAILABLE");
      account.change("rotate", "3");
      assertEquals(0, run(account), out::toString);
      assertTrue(out.toString().contains("secret reports rotates: next by 2"), out::toString);

      account.change("lose-secret");
      assertEquals(1, run(account), out::toString);
      assertTrue(out.toString().contains("cannot be read"), out::toString);
    }
  }

  @Test
  void waits_until_the_target_is_available() throws Exception {
    try (var account = start();
        var aws = Aws.in("us-east-1", Optional.of(account.url()))) {
      var stack = DeployedStack.read(account.export()).orElseThrow();
      var doctor = new Doctor(aws, List.of(new UpCheck()));

      // moto registers a target first, as RDS does.
      assertTrue(doctor.await(stack, Duration.ofMinutes(1), Duration.ofMillis(10)));
      account.change("health", "UNAVAILABLE", "PENDING_PROXY_CAPACITY");
      assertFalse(doctor.await(stack, Duration.ZERO, Duration.ofMillis(10)));
    }
  }

  @Test
  void logs_in_where_the_proxy_can_be_reached() throws Exception {
    try (var account = start();
        var pair = pair()) {
      var pool = pair.openPool(2, Duration.ofSeconds(10));
      account.change("health", "AVAILABLE");
      account.change("endpoint", "localhost:" + pool.port());
      account.change("secret", secret(pool.credentials().password()));
      assertEquals(0, run(account, "--ca=" + pair.authority(), "--database=proof"), out::toString);
      assertTrue(out.toString().contains("ok    proof logs in over TLS with its secret"));
      assertTrue(out.toString().contains("ok    proof is no member of rds_iam"));

      try (var admin = pair.watched().connect(true);
          var statement = admin.createStatement()) {
        statement.execute("CREATE ROLE rds_iam");
        statement.execute("GRANT rds_iam TO proof");
      }
      assertEquals(1, run(account, "--ca=" + pair.authority(), "--database=proof"));
      assertEquals(List.of("proof is a member of rds_iam: RDS will refuse its password"), bad());

      account.change("secret", secret("another"));
      assertEquals(1, run(account, "--ca=" + pair.authority(), "--database=proof"));
      assertTrue(bad().get(0).startsWith("proof cannot log in: "), out::toString);
    }
  }

  @Test
  void says_that_a_stack_has_no_proxy() throws Exception {
    var state = Files.writeString(folder.resolve("state"), "{\"deployment\":{\"resources\":[]}}");
    assertEquals(2, execute("shop", "--state=" + state));
    assertEquals("Stack shop has no proxy of its own.\n", out.toString());
  }

  private static String secret(String password) {
    return "{\"username\": \"proof\", \"password\": \"" + password + "\"}";
  }

  private static AwsAccount start() throws Exception {
    return AwsAccount.start()
        .orElseGet(() -> abort("moto is not installed, and pip cannot get it"));
  }

  private static LocalPair pair() throws Exception {
    try {
      return LocalPair.start(Installed.find(System.getenv()), 20, 4_096);
    } catch (Installed.Missing missing) {
      return abort(missing.getMessage());
    }
  }

  @Test
  void asks_no_account_from_a_shell_that_works_in_a_rehearsal() {
    assertEquals(2, execute("shop", "--state=" + folder, "--account=" + folder));
    assertEquals(
        "This shell works in a rehearsal, which has no AWS to examine: rehearsal/datatier-rehearsal"
            + " account show tells what is in its account. For a deployed stack use another"
            + " shell.\n",
        out.toString());
  }

  private int run(AwsAccount account, String... options) throws Exception {
    out.getBuffer().setLength(0);
    var state = folder.resolve("state.json");
    Files.writeString(state, account.export().toString());
    var words = new ArrayList<>(List.of("shop", "--state=" + state, "--endpoint=" + account.url()));
    words.addAll(List.of(options));
    return execute(words.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return new CommandLine(new DoctorCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  /** What is bad, without the ids of security groups and dates. */
  private List<String> bad() {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("  BAD "))
        .map(line -> line.substring(8).replaceAll(" \\(sg-[^)]*\\)|: next by [^,]*", ""))
        .toList();
  }

  /** All but the advice, and without what differs from run to run. */
  private Stream<String> allLines() {
    return out.toString().lines().filter(line -> !line.startsWith("        "));
  }

  private List<String> lines() {
    return allLines()
        .map(line -> line.contains("cannot be reached") ? "  note  cannot be reached" : line)
        .toList();
  }
}
