package io.datatier.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import io.datatier.config.InvalidValue;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How clients log in: with a secret or with IAM tokens, always as one user. */
final class ProxyAuthenticationTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/%s-AbCdEf";

  private static RecordedStack secret;
  private static RecordedStack iam;

  @BeforeAll
  static void register() {
    secret = tier(ClientAuthentication.SECRET);
    iam = tier(ClientAuthentication.IAM);
  }

  @Test
  void with_iam_the_proxy_takes_tokens_only_and_still_logs_in_with_secrets_itself() {
    assertEquals(
        List.of(auth("orders", "REQUIRED"), auth("reports", "REQUIRED")),
        iam.resource("pool-proxy").inputs().get("auths"));
    assertEquals(true, iam.resource("pool-proxy").inputs().get("requireTls"));
  }

  @Test
  void with_secrets_the_proxy_takes_the_passwords_of_each_user() {
    assertEquals(
        List.of(auth("orders", "DISABLED"), auth("reports", "DISABLED")),
        secret.resource("pool-proxy").inputs().get("auths"));
  }

  @Test
  void the_proxys_role_reads_the_secrets_of_its_users_and_not_the_master_users() {
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "ReadSecret", "Effect": "Allow",
               "Action": "secretsmanager:GetSecretValue", "Resource": ["%s", "%s"]}}
            """
                .formatted(SECRET.formatted("orders"), SECRET.formatted("reports"))),
        JsonParser.parseString((String) iam.resource("pool-role-secret").inputs().get("policy")));
  }

  @Test
  void with_iam_a_client_may_sign_in_to_one_proxy_as_one_user_and_read_no_secret() {
    assertEquals("connect-to-database", iam.output("grantName"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "ConnectAsOneUser", "Effect": "Allow",
               "Action": "rds-db:connect",
               "Resource":
                 "arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0a1b2c3d4e5f60718/orders"}}
            """),
        JsonParser.parseString((String) iam.output("grant")));
  }

  @Test
  void with_secrets_a_client_may_read_one_users_secret() {
    assertEquals("read-database-secret", secret.output("grantName"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "ReadSecret", "Effect": "Allow",
               "Action": "secretsmanager:GetSecretValue", "Resource": "%s"}}
            """
                .formatted(SECRET.formatted("orders"))),
        JsonParser.parseString((String) secret.output("grant")));
  }

  @Test
  void refuses_tokens_for_the_master_user() {
    RecordedStack.of(
        context -> {
          var tokens = ProxySettings.builder().authentication(ClientAuthentication.IAM).build();
          var database = SampleTier.database();
          assertEquals(
              "\"iadmin\" must not sign in with IAM tokens; list users of the database for the"
                  + " applications",
              assertThrows(InvalidValue.class, () -> SampleTier.proxy(tokens, database))
                  .getMessage());
        });
  }

  @Test
  void asks_which_user_is_meant_and_takes_only_those_that_the_proxy_knows() {
    RecordedStack.of(
        context -> {
          var endpoint =
              SampleTier.proxy(ClientAuthentication.SECRET, "orders", "reports").endpoint();
          assertEquals(List.of("orders", "reports"), endpoint.usernames());
          assertEquals(
              "\"no user\" must name one of the proxy's users: orders, reports",
              assertThrows(InvalidValue.class, endpoint::login).getMessage());
          assertEquals(
              "\"iadmin\" must be a user of the proxy: orders, reports",
              assertThrows(InvalidValue.class, () -> endpoint.login("iadmin")).getMessage());
        });
  }

  @Test
  void refuses_more_users_than_rds_lets_a_proxy_know() {
    RecordedStack.of(
        context -> {
          var settings = ProxySettings.builder().build();
          var database = SampleTier.database();
          assertEquals(
              "\"0\" must be 1 to 200 users of a proxy",
              assertThrows(
                      InvalidValue.class,
                      () ->
                          new DatabaseProxy("pool", settings, database, List.of(), SampleTier.LOGS))
                  .getMessage());
        });
  }

  private static RecordedStack tier(ClientAuthentication authentication) {
    return RecordedStack.of(
        context -> {
          var login =
              SampleTier.proxy(authentication, "orders", "reports").endpoint().login("orders");
          context.export("grantName", Output.of(login.grantName()));
          context.export("grant", login.grant());
        });
  }

  private static Map<String, String> auth(String user, String iamAuth) {
    return Map.of(
        "description",
        "Database user " + user,
        "authScheme",
        "SECRETS",
        "iamAuth",
        iamAuth,
        "clientPasswordAuthType",
        "POSTGRES_SCRAM_SHA_256",
        "secretArn",
        SECRET.formatted(user));
  }
}
