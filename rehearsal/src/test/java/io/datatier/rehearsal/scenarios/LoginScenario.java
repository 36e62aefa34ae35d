package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.iam.RolePolicy;
import io.datatier.rehearsal.login.FunctionCode;
import io.datatier.rehearsal.login.LoginFailed;
import io.datatier.rehearsal.login.LoginRehearsal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What {@code up} made lets exactly those log in who shall, on a real PostgreSQL. */
final class LoginScenario {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static final Path RESOURCES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios");

  private static final List<String> OF_PROD =
      List.of(
          "campaign-migrations-prod creates campaign, reports",
          "dialer-worker-lambda-prod logs in as campaign with an IAM token, and again after its"
              + " password has changed",
          "report-generator-lambda-prod logs in as reports with an IAM token, and again after"
              + " its password has changed",
          "dialer-worker-lambda-prod is denied the secret of iadmin",
          "dialer-worker-lambda-prod cannot log in as reports",
          "dialer-worker-lambda-prod cannot log in as a user unknown to the proxy");

  private static final List<String> OF_DEV =
      List.of(
          "dialer-worker-lambda-dev logs in as iadmin with its secret, and again after its password"
              + " has changed",
          "dialer-worker-lambda-dev cannot log in as a user unknown to the proxy");

  private static final List<String> SHARED =
      List.of(
          "6 functions hold 1 of the database's connections through a pool (PgBouncer)",
          "6 functions would hold 6 with the database's host in RDS_PROXY_ENDPOINT");

  @Test
  void users_of_prod_log_in_with_tokens_from_the_first_minute() throws Exception {
    var stage = Stage.live("login-prod", "prod");

    assertEquals(OF_PROD, logIn(stage, stage.account()));

    assertFails(
        stage,
        without(
            stage.account(), each -> each.contains("dialer-worker") && each.contains("connect")),
        "dialer-worker-lambda-prod cannot log in as campaign: The query failed: FATAL: IAM"
            + " authentication failed for the role campaign.");
    assertFails(
        stage,
        without(stage.account(), each -> each.contains("write-user-secrets")),
        "campaign-migrations-prod failed: Secrets Manager did not write the secret");
    assertFails(
        stage,
        without(stage.account(), each -> each.startsWith("campaign-postgres-proxy")),
        "This RDS proxy has no credentials for the role campaign.");
  }

  @Test
  void users_with_secrets_log_in_from_the_first_minute() throws Exception {
    var stage =
        Stage.of(
            "login-secrets",
            Stage.parts("secrets")
                .withConfig(RESOURCES.resolve("stacks/Pulumi.workers.yaml").toAbsolutePath())
                .withFixture(RESOURCES.resolve("others.json")));
    stage.require("up", "--skip-preview");

    assertEquals(
        List.of(
            "campaign-migrations-secrets creates ingestion, reports",
            "report-secrets logs in as reports with its secret, and again after its password has"
                + " changed",
            "report-secrets is denied the secret of iadmin",
            "report-secrets cannot log in as a user unknown to the proxy"),
        logIn(stage, stage.account()));
  }

  @Test
  void functions_of_dev_log_in_as_the_master_user() throws Exception {
    var stage = Stage.live("login-dev", "dev");

    var lines = tried(rehearsal(stage, stage.account()));

    assertEquals(OF_DEV, withoutPool(lines));
    var shared = lines.subList(OF_DEV.size(), lines.size());
    assumeTrue(!shared.isEmpty(), "PgBouncer is not installed");
    assertEquals(SHARED, shared);
  }

  @Test
  void the_sample_in_node_js_logs_in_as_the_one_in_java_does() throws Exception {
    assertLogsIn("samples/nodejs", PackagedSample.nodejs());
  }

  @Test
  void the_sample_in_python_logs_in_as_the_one_in_java_does() throws Exception {
    assertLogsIn("samples/python", PackagedSample.python());
  }

  private static void assertLogsIn(String name, Optional<FunctionCode> sample) throws Exception {
    assumeTrue(sample.isPresent(), name + ": its packages cannot be had here");
    assertEquals(OF_PROD, logIn(Stage.live(name.replace('/', '-') + "-prod", "prod"), sample));
    assertEquals(OF_DEV, logIn(Stage.live(name.replace('/', '-') + "-dev", "dev"), sample));
  }

  private static List<String> logIn(Stage stage, Optional<FunctionCode> sample) throws Exception {
    return withoutPool(
        tried(
            new LoginRehearsal(
                stage.account(),
                CHECKOUT,
                sample.orElseThrow(),
                stage.sandbox().log().resolve("login.txt"),
                System.getenv())));
  }

  /** Aborts the test where this machine has no PostgreSQL, or cannot start it. */
  private static List<String> tried(LoginRehearsal rehearsal) throws Exception {
    var lines = rehearsal.run();
    assumeTrue(
        lines.stream().noneMatch(line -> line.startsWith("skipped: PostgreSQL")), "" + lines);
    return lines;
  }

  private static Account without(Account account, Predicate<String> policy) {
    var changed = account;
    for (var each : account.all(RolePolicy.TYPE).toList()) {
      if (policy.test(each.id())) {
        changed = changed.without(each);
      }
    }
    return changed;
  }

  private static void assertFails(Stage stage, Account account, String message) {
    var failed = assertThrows(LoginFailed.class, () -> logIn(stage, account));
    assertTrue(String.valueOf(failed.getMessage()).contains(message), failed.getMessage());
  }

  private static List<String> logIn(Stage stage, Account account) throws Exception {
    return withoutPool(tried(rehearsal(stage, account)));
  }

  private static LoginRehearsal rehearsal(Stage stage, Account account) {
    return new LoginRehearsal(
        account, CHECKOUT, stage.sandbox().log().resolve("login.txt"), System.getenv());
  }

  /** All but the lines that are there only where PgBouncer is installed. */
  private static List<String> withoutPool(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.endsWith("(PgBouncer)") && !line.endsWith("RDS_PROXY_ENDPOINT"))
        .toList();
  }
}
