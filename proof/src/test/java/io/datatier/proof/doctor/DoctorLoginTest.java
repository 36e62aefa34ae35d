package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the proxy can be reached: a real pool stands in for it. */
final class DoctorLoginTest {

  @Test
  void logs_in_and_says_whose_role_and_whose_password_is_wrong() throws Exception {
    try (var account = AwsAccount.startOrSkip();
        var pair = pair()) {
      var pool = pair.openPool(2, Duration.ofSeconds(2));
      account.change("health", "AVAILABLE");
      account.change("endpoint", "localhost:" + pool.port());
      account.change("secret", secret(pool.credentials().password()));

      var well = run(account, pair);
      assertEquals(0, well.code(), well::text);
      assertTrue(
          well.lines()
              .containsAll(
                  List.of(
                      "  ok    proof logs in to proxy shop-proxy over TLS with its secret",
                      "  ok    proof is not a member of rds_iam")),
          well::text);

      try (var one = pool.connect(true);
          var other = pool.connect(true);
          var first = one.createStatement();
          var second = other.createStatement()) {
        one.setAutoCommit(false);
        other.setAutoCommit(false);
        first.execute("SELECT 1");
        second.execute("SELECT 1");

        var exhausted = run(account, pair);
        assertEquals(1, exhausted.bad().size(), exhausted::text);
        assertTrue(
            exhausted
                .bad()
                .get(0)
                .startsWith(
                    "proof is logged in to proxy shop-proxy but got no database connection"),
            exhausted::text);
      }

      execute(pair, "CREATE ROLE rds_iam", "CREATE ROLE staff", "GRANT rds_iam TO staff");
      execute(pair, "GRANT staff TO proof");
      assertEquals(
          List.of("proof is a member of rds_iam: RDS will refuse its password"),
          run(account, pair).bad());

      account.change("secret", secret("another"));
      var refused = run(account, pair);
      assertEquals(1, refused.bad().size(), refused::text);
      assertTrue(
          refused.bad().get(0).startsWith("proof cannot log in to proxy shop-proxy: "),
          refused::text);

      account.change("lose-secret");
      assertEquals(
          List.of("secret reports: Secrets Manager can't find the specified secret"),
          run(account, pair).bad());
    }
  }

  @Test
  void brings_a_token_where_the_proxy_wants_one() throws Exception {
    try (var account = AwsAccount.startOrSkip();
        var pair = pair()) {
      account.change("health", "AVAILABLE");
      account.change("endpoint", "localhost:" + pair.direct().port());
      account.change("secret", secret("not to be brought"));
      account.change("with-tokens");

      var refused = run(account, pair);
      assertTrue(
          refused.bad().get(0).startsWith("proof cannot log in to proxy shop-proxy: "),
          refused::text);

      // RDS Proxy asks IAM whether the token is right; here the server takes any.
      execute(
          pair,
          "COPY (SELECT 'hostssl all all 127.0.0.1/32 trust') TO '%s'"
              .formatted(pair.folder().resolve("data/pg_hba.conf")),
          "SELECT pg_reload_conf()");
      execute(pair, "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
      for (var database : List.of("postgres", "nobodys")) {
        var denied =
            Examination.of(
                account, account.export(), "--ca=" + pair.authority(), "--database=" + database);
        assertEquals(List.of(), denied.bad());
        assertTrue(
            denied.notExamined().get(0).startsWith("the login of proof | Name a database"),
            denied::text);
      }

      var well = run(account, pair);
      assertEquals(0, well.code(), well::text);
      assertTrue(
          well.lines()
              .containsAll(
                  List.of(
                      "  ok    proof logs in to proxy shop-proxy over TLS with an IAM token",
                      "  ok    proof is not a member of rds_iam")),
          well::text);
    }
  }

  private static Examination run(AwsAccount account, LocalPair pair) throws Exception {
    return Examination.of(
        account, account.export(), "--ca=" + pair.authority(), "--database=proof");
  }

  private static String secret(String password) {
    return "{\"username\": \"proof\", \"password\": \"" + password + "\"}";
  }

  private static void execute(LocalPair pair, String... statements) throws SQLException {
    try (var admin = pair.watched().connect(true);
        var statement = admin.createStatement()) {
      for (var text : statements) {
        statement.execute(text);
      }
    }
  }

  private static LocalPair pair() throws Exception {
    try {
      return LocalPair.start(Installed.find(System.getenv()), 20, 4_096);
    } catch (Installed.Missing missing) {
      return abort(missing.getMessage());
    }
  }
}
