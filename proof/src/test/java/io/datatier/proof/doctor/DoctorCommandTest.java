package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP, against moto. */
final class DoctorCommandTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void finds_nothing_bad_in_a_stack_that_works() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.metric("DatabaseConnections", "DBInstanceIdentifier", "shop-db", 160);
      account.metric("ClientConnections", "ProxyName", "shop-proxy", 80);
      account.metric("MaxDatabaseConnectionsAllowed", "ProxyName", "shop-proxy", 180);
      account.metric("QueryDatabaseResponseLatency", "ProxyName", "shop-proxy", 2_500);
      account.metric("DatabaseConnectionsBorrowLatency", "ProxyName", "shop-proxy", 900);
      account.metric("DatabaseConnectionsCurrentlySessionPinned", "ProxyName", "shop-proxy", 0);

      var run = Examination.of(account, account.export(), "--wait", "1");

      assertEquals(
          List.of(
              "Is it up?",
              "  ok    proxy shop-proxy is available",
              "  ok    target shop-db is available",
              "Connection timeout",
              "  note  report ends after 60 s, before the proxy's borrow timeout of 120 s",
              "  ok    the security groups let report reach proxy shop-proxy on port 5432",
              "  note  routes and network ACLs are not checked",
              "  ok    the security groups let proxy shop-proxy reach database shop-db on port 5432",
              "  ok    database shop-db is available",
              "  note  cannot be reached",
              "Too many connections",
              "  ok    database shop-db had at most 160 connections in the last 15 minutes; its limit"
                  + " is 180 or more",
              "  ok    proxy shop-proxy had at most 80 clients in the last 15 minutes; the plan expects"
                  + " 100 at peak",
              "High latency",
              "  note  behind proxy shop-proxy queries were answered in up to 2.5 ms, averaged over a"
                  + " minute",
              "  ok    clients of proxy shop-proxy waited up to 0.9 ms for a connection, averaged over"
                  + " a minute",
              "  ok    proxy shop-proxy pinned no session in the last 15 minutes",
              "Authentication failures",
              "  ok    secret reports contains user reports and a password",
              "  note  secret reports does not rotate",
              "  ok    role role has secretsmanager:GetSecretValue on secret reports",
              "All is well."),
          run.lines().stream()
              .map(line -> line.contains("cannot be reached") ? "  note  cannot be reached" : line)
              .toList());
      assertEquals(0, run.code());
    }
  }

  @Test
  void says_of_each_fault_what_to_do() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("status", "suspended");
      account.change("health", "UNAVAILABLE", "UNREACHABLE", "no route");
      account.change("for-readers", "creating");
      account.change("close-proxy");
      account.change("close-database");
      account.metric("DatabaseConnections", "DBInstanceIdentifier", "shop-db", 170);
      account.metric("MaxDatabaseConnectionsAllowed", "ProxyName", "shop-proxy", 173);
      account.metric("ClientConnections", "ProxyName", "shop-proxy", 300);
      account.metric("DatabaseConnectionsBorrowLatency", "ProxyName", "shop-proxy", 1_500_000);
      account.metric("DatabaseConnectionsCurrentlySessionPinned", "ProxyName", "shop-proxy", 7);
      account.change("variable", "PGOPTIONS", "-c x=y");
      account.change(
          "variable",
          "RDS_SECRET_ARN",
          "arn:aws:secretsmanager:us-east-1:123456789012:secret:other-a1b2c3");
      account.change("take-permission");
      account.change("secret", "Sesame");
      account.change("rotate", "-1");

      var run = Examination.of(account, account.export(), "--wait=1");

      assertEquals("Waiting does not help: proxy shop-proxy is suspended", run.lines().get(0));
      assertEquals(
          List.of(
              "proxy shop-proxy is suspended",
              "endpoint shop-readers is creating",
              "target shop-db is UNAVAILABLE: UNREACHABLE (no route)",
              "the security groups of proxy shop-proxy let nothing in from report on port 5432",
              "the security groups of database shop-db let nothing in from proxy shop-proxy on port"
                  + " 5432",
              "database shop-db had at most 170 connections in the last 15 minutes; its limit is"
                  + " 173 or more",
              "proxy shop-proxy had at most 300 clients in the last 15 minutes; the plan expects"
                  + " 100 at peak",
              "report sets PGOPTIONS, which RDS Proxy refuses",
              "clients of proxy shop-proxy waited up to 1500.0 ms for a connection, averaged over a"
                  + " minute",
              "proxy shop-proxy pinned up to 7 sessions in the last 15 minutes: each keeps its"
                  + " connection",
              "report logs in with secret other, which proxy shop-proxy does not have",
              "secret reports does not contain JSON with username and password",
              "secret reports rotates, which has passed",
              "role role of proxy shop-proxy has no secretsmanager:GetSecretValue on secret"
                  + " reports"),
          run.bad());
      assertTrue(run.text().endsWith("14 to put right.\n"), run::text);
      assertFalse(run.text().contains("Sesame"));
      assertEquals(1, run.code());
    }
  }

  @Test
  void says_when_a_secret_changes_next_and_that_it_has_no_value() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.change("rotate", "3");

      var run = Examination.of(account, account.export());

      assertEquals(0, run.code(), run::text);
      assertTrue(run.text().contains("secret reports rotates: next by 2"), run::text);

      account.change("empty-secret");
      assertEquals(
          List.of("secret reports does not contain JSON with username and password"),
          Examination.of(account, account.export()).bad());
    }
  }

  @Test
  void looks_at_workers_and_at_the_proxy_of_another_stack() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      var workers = Examination.of(account, account.exportOfWorkers());
      assertEquals(0, workers.code(), workers::text);
      assertTrue(
          workers
              .lines()
              .contains(
                  "  ok    the security groups let drivers reach proxy shop-proxy on port 5432"),
          workers::text);

      var nobody = Examination.of(account, account.exportWithoutClients());
      assertEquals(0, nobody.code(), nobody::text);
      assertTrue(
          nobody
              .lines()
              .contains("  note  the stack has no clients, so no network path was checked"),
          nobody::text);

      var clients = Examination.of(account, account.exportOfClients());
      assertEquals(0, clients.code(), clients::text);
      assertTrue(
          clients
              .lines()
              .containsAll(
                  List.of(
                      "  ok    the security groups let report reach proxy shop-proxy on port 5432",
                      "  note  the stack has no capacity plan")),
          clients::text);

      account.change("for-readers", "available");
      account.change(
          "variable",
          "RDS_PROXY_ENDPOINT",
          "SHOP-readers.endpoint.proxy-x.us-east-1.rds.amazonaws.com");
      account.change("variable", "RDS_SECRET_ARN", "reports");
      var readers = Examination.of(account, account.export());
      assertTrue(
          readers
              .lines()
              .contains(
                  "  ok    the security groups let report reach endpoint shop-readers on port 5432"),
          readers::text);
      assertEquals(List.of(), readers.bad());
    }
  }

  @Test
  void says_once_what_two_proxies_share() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.change("variable", "PGOPTIONS", "-c x=y");

      var run = Examination.of(account, account.exportOfTwoProxies());

      assertEquals(List.of("report sets PGOPTIONS, which RDS Proxy refuses"), run.bad());
      assertEquals(
          run.lines().stream().distinct().toList(), run.lines(), "nothing is told a second time");
      assertTrue(
          run.lines()
              .containsAll(
                  List.of(
                      "  ok    proxy shop-proxy is available",
                      "  ok    proxy shop-proxy-b is available")),
          run::text);
    }
  }

  @Test
  void takes_a_client_whose_variables_are_encrypted_as_aws_has_it() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      var plain = "{\"variables\": {\"RDS_PROXY_ENDPOINT\": \"shop-proxy\"}}";
      assertTrue(account.export().contains(plain));

      var run =
          Examination.of(
              account,
              account
                  .export()
                  .replace(
                      plain,
                      "{\"4dabf18193072939515e22adb298388d\": \"x\", \"ciphertext\": \"v1:x\"}"));

      assertEquals(0, run.code(), run::text);
      assertTrue(
          run.lines()
              .contains(
                  "  ok    the security groups let report reach proxy shop-proxy on port 5432"),
          run::text);
    }
  }

  @Test
  void takes_no_secret_for_what_it_only_looks_like() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.change(
          "secret", "{\"username\": \"x\\nAll is well.\\u001b[8m\", \"password\": \"p\"}");
      var forged = Examination.of(account, account.export());
      assertTrue(
          forged
              .lines()
              .contains("  ok    secret reports contains user x All is well.?[8m and a password"),
          forged::text);

      account.change("secret", "{username: reports, password: Sesame}");
      assertEquals(
          List.of("secret reports does not contain JSON with username and password"),
          Examination.of(account, account.export()).bad());
    }
  }

  @Test
  void names_another_account_and_another_region() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");

      var stranger =
          Examination.of(
              account, account.export().replace(":123456789012:db-", ":999999999999:db-"));
      assertEquals(2, stranger.code());
      assertEquals(
          "Nothing can be checked without the proxies. Proxy shop-proxy is in account 999999999999,"
              + " and these credentials are of account 123456789012. Name a profile"
              + " of that account in AWS_PROFILE.\n",
          stranger.text());

      var both = account.exportOfTwoProxies();
      var last = both.lastIndexOf("us-east-1:123456789012:db-proxy");
      var far = Examination.of(account, both.substring(0, last) + "eu" + both.substring(last + 2));
      assertEquals(0, far.code(), far::text);
      assertEquals(
          List.of(
              "proxy shop-proxy-b | It is in eu-east-1 and was not checked: this checks only"
                  + " us-east-1, the region of the first proxy."),
          far.notExamined());
    }
  }

  @Test
  void says_that_the_state_describes_no_proxy_in_full() throws Exception {
    var state =
        Files.writeString(
            folder.resolve("state"),
            """
            {"deployment": {"resources": [{"type": "aws:rds/proxy:Proxy", "urn": "a::shop",
              "outputs": {"name": "shop"}}]}}
            """);
    var run = Examination.of("shop", "--state=" + state);
    assertEquals(2, run.code());
    assertEquals(
        """
        The state of stack shop does not fully describe any proxy:
          aws:rds/proxy:Proxy shop: The state lacks its arn.
        """,
        run.text());
  }

  @Test
  void says_that_a_stack_has_no_proxy() throws Exception {
    var state = Files.writeString(folder.resolve("state"), "{\"deployment\":{\"resources\":[]}}");
    var run = Examination.of("shop", "--state=" + state);
    assertEquals(2, run.code());
    assertEquals(
        "Stack shop has no proxy, neither of its own nor of another stack. Deploy it first: pulumi"
            + " up.\n",
        run.text());
  }

  @Test
  void says_at_once_that_there_are_no_credentials() throws Exception {
    var export =
        """
        {"deployment": {"resources": [{"type": "aws:rds/proxy:Proxy", "outputs": {
          "name": "shop-proxy", "arn": "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1"}}]}}
        """;

    assertEquals(2, alone(Map.of(), export, "--wait=1"));
    assertEquals("", Files.readString(folder.resolve("out")));
    assertEquals(
        "Nothing can be checked without the proxies. There are no AWS credentials. Log in to AWS,"
            + " and name the profile in AWS_PROFILE.\n",
        Files.readString(folder.resolve("err")));

    assertEquals(2, alone(Map.of("AWS_PROFILE", "porduction"), export));
    assertEquals(
        "Nothing can be checked without the proxies. There are no AWS credentials. AWS_PROFILE:"
            + " Profile file contained no credentials for profile 'porduction'.\n",
        Files.readString(folder.resolve("err")));
  }

  @Test
  void takes_the_role_of_a_job_that_has_an_identity_token() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      var token = Files.writeString(folder.resolve("token"), "header.claims.signature");
      var job =
          Map.of(
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              token.toString(),
              "AWS_ROLE_ARN",
              "arn:aws:iam::123456789012:role/role",
              "AWS_REGION",
              "us-east-1",
              "AWS_ENDPOINT_URL_STS",
              account.url().toString());

      assertEquals(
          0,
          alone(job, account.export(), "--endpoint=" + account.url()),
          Files.readString(folder.resolve("err")));

      account.change("refuse", "AccessDenied", "1000", "AssumeRoleWithWebIdentity");
      assertEquals(2, alone(job, account.export(), "--endpoint=" + account.url()));
      var refused = Files.readString(folder.resolve("err"));
      assertTrue(
          refused.startsWith(
              "Nothing can be checked without the proxies. There are no AWS credentials."
                  + " AWS_WEB_IDENTITY_TOKEN_FILE: User:"
                  + " arn:aws:iam::123456789012:user/operator is not authorized"),
          refused);
    }
  }

  /** In a process of its own: a machine that runs this may have credentials. */
  private int alone(Map<String, String> environment, String export, String... options)
      throws Exception {
    var command =
        Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "io.datatier.proof.ProofCommand",
                "doctor",
                "shop",
                "--state=" + Files.writeString(folder.resolve("state"), export)),
            Stream.of(options));
    var doctor =
        new ProcessBuilder(command.toList())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    doctor.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    doctor.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    doctor.environment().put("HOME", folder.toString());
    doctor.environment().putAll(environment);
    return doctor.start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"deployment\": {\"resources\": 1}}"})
  void says_that_a_file_holds_no_state(String text) throws Exception {
    var state = Files.writeString(folder.resolve("state"), text);
    var run = Examination.of("shop", "--state=" + state);
    assertEquals(2, run.code());
    assertEquals(
        state + " contains no state: write it with `pulumi stack export --file FILE`.\n",
        run.text());
  }

  @Test
  void says_that_a_file_is_missing_and_that_a_wait_is_no_time() {
    var missing = folder.resolve("none");
    assertEquals(
        "--state: there is no file " + missing + ".\n",
        Examination.of("shop", "--state=" + missing).text());
    var authority = Examination.of("shop", "--ca=" + missing);
    assertEquals(2, authority.code());
    assertEquals("--ca: there is no file " + missing + ".\n", authority.text());
    for (var minutes : List.of("0", "2147483647")) {
      var wait = Examination.of("shop", "--wait=" + minutes);
      assertEquals(2, wait.code());
      assertTrue(wait.text().contains("; give 1 to 1,440 minutes.\n"), wait::text);
    }
  }

  @Test
  void asks_no_account_from_a_shell_that_works_in_a_rehearsal() {
    var run = Examination.of("shop", "--state=" + folder, "--account=" + folder);
    assertEquals(2, run.code());
    assertEquals(
        "This shell is set up for a rehearsal, so there is no AWS account to examine. See its account with rehearsal/datatier-rehearsal account show; for a deployed stack, use a new shell.\n",
        run.text());
  }
}
