package io.datatier.policy.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {

  private static final String MIXED = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6";

  private static void assertFinds(String name, String text, String... kinds) {
    assertEquals(Set.of(kinds), Credentials.in(name, text).kinds(), name + "=" + text);
  }

  @Test
  void knows_the_shapes_that_issuers_document() {
    assertFinds("X", "AKIA" + "ABCDEFGH234567AB", "an AWS access key");
    assertFinds("X", "-----BEGIN RSA PRIVATE KEY-----\nMIIE", "a private key");
    assertFinds("X", "-----BEGIN PRIVATE KEY-----\\nMIIE", "a private key");
    assertFinds("X", "ghp_" + MIXED.substring(0, 36), "a GitHub token");
    assertFinds("X", "github_pat_" + MIXED.substring(0, 50), "a GitHub token");
    assertFinds("X", "glpat-" + MIXED.substring(0, 20), "a GitLab token");
    assertFinds("X", "xoxb-" + MIXED.substring(0, 24), "a Slack token");
    assertFinds("X", "https://hooks.slack.com/services/T012/B012/x", "a Slack token");
    assertFinds("X", "sk_" + "live_" + MIXED.substring(0, 24), "a Stripe key");
    assertFinds("X", "AIza" + MIXED.substring(0, 35), "a Google API key");
    assertFinds("X", "npm_" + MIXED.substring(0, 36), "an npm token");
    assertFinds("X", "pypi-AgE" + MIXED.substring(0, 50), "a PyPI token");
    assertFinds(
        "X", "SG." + MIXED.substring(0, 22) + "." + MIXED.substring(0, 43), "a SendGrid key");
    assertFinds("X", "hvs." + MIXED.substring(0, 24), "a Vault token");
    assertFinds("X", "sk-ant-" + MIXED.substring(0, 24), "an Anthropic or OpenAI key");
    assertFinds("X", "AccountKey=" + (MIXED + MIXED).substring(0, 80), "an Azure storage key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:hunter2@proxy/campaign",
        "postgresql+asyncpg://app:p%40ss@proxy:5432/campaign?sslmode=require",
        "redis://:hunter2@cache:6379",
        "host=proxy user=app password=hunter2 dbname=campaign",
        "host=proxy password = 'hunter2'",
        "jdbc:postgresql://proxy/campaign?user=app&password=hunter2",
        "Host=proxy;Username=app;Password=hunter2;Ssl Mode=Require",
        "Server=proxy;Uid=app;Pwd=hunter2;",
        "app:hunter2@tcp(proxy:5432)/campaign",
        "PGPASSWORD=hunter2 psql -h proxy",
        "dbpassword=hunter2",
        "password = \"hunter2\"",
        "DB_PASSWORD_RO='hunter2'"
      })
  void finds_the_password_of_a_connection_string(String text) {
    assertFinds("DATABASE_URL", text, "a password in a connection string");
    assertFinds(
        "DATABASE_URL",
        Base64.getEncoder().encodeToString(text.getBytes(UTF_8)),
        "a password in a connection string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app@proxy/campaign",
        "postgres://app:${PASSWORD}@proxy/campaign",
        "postgres://app:{{password}}@proxy/campaign",
        "postgres://app:<password>@proxy/campaign",
        "postgres://app:****@proxy/campaign",
        "postgres://app:$PGPASSWORD@proxy/campaign",
        "postgres://app:%s@proxy/campaign",
        "app:%s@tcp(proxy:5432)/campaign",
        "psql --password=PASSWORD",
        "host=proxy user=app password=${PASSWORD}",
        "jdbc:postgresql://proxy/campaign?user=app&sslmode=verify-full",
        "https://example.org:8443/path@2x",
        "require_password=true",
        "PGPASSWORD=$(aws secretsmanager get-secret-value --secret-id app) psql",
        "PGPASSWORD=\"$(cat /run/secrets/app)\" psql",
        "PGPASSWORD=`cat /run/secrets/app` psql",
        "password = \"{{ password }}\"",
        "password={{ password }}",
        "password=\"\"",
        "password = \"at least 12 characters\"",
        "password = 'at least 12 characters'",
        "$env:PGPASSWORD = $env:DB_KEY",
        "PASSWORD_OWNER=ann",
        "resetpassword=weekly",
        "password="
      })
  void leaves_connection_strings_without_a_password_alone(String text) {
    assertFinds("DATABASE_URL", text);
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD, hunter2",
    "password, 12345678",
    "DB_PASSWORD, correct horse battery staple",
    "PGPASSWORD, 'S3cr!t;x'",
    "MYSQL_PWD, hunter2",
    "dbPassword, hunter2",
    "SMTP_PASS, hunter2",
    "KEY_PASSPHRASE, hunter2",
    "db-password, hunter2",
    "PASSWORD, abc:def123",
    "PASSWORD, /x9!kQ2",
    "PASSWORD, {hunter2",
    "PASSWORD, (hunter2)",
    "PASSWORD, $hunter-2",
    "DBPASS, hunter2",
    "DB_PW, hunter2",
    "dbPw, hunter2",
    "PGPASS, hunter2",
    "MYSQLPASS, hunter2",
    "ADMIN_PWORD, hunter2",
    "DB_PASSCODE, hunter2",
    "DB_PASSWORD_PROD, hunter2",
    "PASSWORD_1, hunter2",
    "PASSWORD2, hunter2",
    "DB_PASS_STAGING_2, hunter2",
    "DB_PASSWORD_RO, hunter2",
    "DB_PASSWORD_RW, hunter2",
    "DB_PASSWORD_APP, hunter2",
    "DB_PASSWORD_MASTER, hunter2",
    "dbPasswordAdmin, hunter2",
    "PASSWORD_DB, hunter2",
    "DB_PASSWORD_APP_PROD, hunter2"
  })
  void takes_what_is_called_a_password_for_one(String name, String text) {
    assertFinds(name, text, "a password");
  }

  @Test
  void finds_the_lines_of_a_password_file() {
    assertFinds("PGPASSFILE", "proxy:5432:campaign:app:hunter2", "a password file");
    assertFinds("X", "# host\n*:*:*:app:hunter2\n", "a password file");
    assertFinds("X", "proxy:5432:campaign:app:${PASSWORD}");
    assertFinds("SCHEDULE", "10:30:00:UTC:daily\nnext");
  }

  @ParameterizedTest
  @CsvSource({
    "CLIENT_SECRET, 8f14e45fceea167a5a36dedd4bea2543",
    "apiKey, Zk3vX9qLw2Rt7YpB4nMs",
    "AWS_SECRET_ACCESS_KEY, wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzz1zz",
    "AUTH_TOKEN, eyJhbGciOiJIUzI1NiJ9a8b7c6"
  })
  void takes_what_is_called_a_key_and_looks_like_one_for_one(String name, String text) {
    assertFinds(name, text, "a key or token");
  }

  /** Names of parameters were taken for secrets by others (Checkmarx/kics#7023). */
  @ParameterizedTest
  @CsvSource({
    "DB_PASSWORD_PARAMETER, /campaign/db/password",
    "DB_PASSWORD_PARAMETER_NAME, campaign-db-password",
    "DB_PASSWORD, /campaign/db/password",
    "DB_PASSWORD, campaign/db-password",
    "DB_PASSWORD, arn:aws:ssm:eu-central-1:123456789012:parameter/campaign/db/password",
    "DB_PASSWORD, '{{resolve:secretsmanager:campaign/app:SecretString:password}}'",
    "DB_PASSWORD, ssm:/campaign/db/password",
    "DB_PASSWORD, op://vault/campaign/password",
    "DB_PASSWORD, ${PASSWORD}",
    "DB_PASSWORD, $(cat /run/secrets/password)",
    "DB_PASSWORD, vault:/campaign/db#password",
    "DB_PASSWORD, file:///run/secrets/password",
    "DB_PASSWORD, ''",
    "DB_PASSWORD, '<set by hand>'",
    "DB_PASSWORD, ********",
    "DB_SECRET, campaign/app",
    "DB_SECRET, rds!db-0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e",
    "DB_SECRET_ARN, arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-a1B2c3",
    "DB_SECRET, arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-a1B2c3",
    "DB_CREDENTIALS, prod-campaign-db-credentials-v2",
    "SECRET_KEY, alias/campaign",
    "KMS_KEY, 0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e",
    "MAX_TOKENS, 4096",
    "TOKEN_TTL, 3600",
    "API_KEY, true",
    "API_KEY_HEADER, x-api-key",
    "AUTH_TOKEN, disabled",
    "PASSWORD_MIN_LENGTH, 12",
    "REQUIRE_PASSWORD, true",
    "PWD, /var/task",
    "OLDPWD, /var/task",
    "PUBLIC_KEY, 8f14e45fceea167a5a36dedd4bea2543",
    "COMMIT, 8f14e45fceea167a5a36dedd4bea25438f14e45f",
    "BUCKET, campaign-reports-0a1b2c3d4e5f",
    "TABLE_KEY, campaign_id",
    "AWS_EXAMPLE, AKIAIOSFODNN7EXAMPLE",
    "BYPASS, on-weekends",
    "PGPASSFILE, /var/task/.pgpass",
    "DB_PASSWORD_SECRET_ARN, arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-a1B2c3",
    "DB_PASSWORD_FILE, /run/secrets/password",
    "TRESPASS, never",
    "MPASS, three",
    "COMPASS, north",
    "PASSWORD, optional",
    "SHOW_PASSWORD, never",
    "LOW_PASS, 440hz",
    "AUDIO_HIGH_PASS, 440hz",
    "BOARDING_PASS, mobile",
    "PASSWORD_MIN_LENGTH_PROD, 12",
    "DB_PASSWORD_POLICY, strict",
    "DB_PASSWORD_APP, campaign/db-password",
    "PASSWORD_USER, ann",
    "PASSWORD_OWNER, ann",
    "PASSWORD_DATABASE, keepass",
    "BYPASS_ADMIN, sundays"
  })
  void leaves_names_switches_and_the_like_alone(String name, String text) {
    assertFinds(name, text);
  }

  @Test
  void looks_into_documents_by_what_their_fields_are_called() {
    assertFinds("CONFIG", "{\"db\": {\"user\": \"app\", \"password\": \"hunter2\"}}", "a password");
    assertFinds("CONFIG", "{\"passwordParameter\": \"/campaign/db/password\"}");
    assertFinds("CONFIG", "{\"password\": {\"from\": \"campaign-secret\"}}");
  }

  @Test
  void looks_into_yaml_by_what_its_fields_are_called() {
    assertFinds("CONFIG", "db:\n  user: app\n  password: hunter2\n", "a password");
    assertFinds("CONFIG", "- db_password: 'hunter2'", "a password");
    assertFinds("CONFIG", "db_password_ro: hunter2", "a password");
    assertFinds("CONFIG", "db:\n  password: ${PASSWORD}\n  passwordParameter: campaign");
    assertFinds("CONFIG", "properties:\n  password: string\n");
    assertFinds("CONFIG", "db:\n  password: campaign/db-password\n");
    assertFinds("TEXT", "Password: ask the team that owns it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "a.",
        "password: ",
        "1",
        "_1",
        "://",
        "password=",
        "://a:",
        "AKIA",
        "xoxb-",
        "a1",
        "{\"a\":"
      })
  void takes_no_longer_for_what_is_hard_to_match(String piece) {
    var text = piece.repeat(200_000 / piece.length());
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Credentials.in("PASSWORD", text));
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Credentials.in(text, text));
  }

  @Test
  void says_when_it_could_not_look_at_all_of_it() {
    assertEquals(new Credentials(Set.of(), false), Credentials.in("A", " ".repeat(300_000)));
  }
}
