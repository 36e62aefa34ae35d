package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.Context;
import com.pulumi.core.Output;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DatabaseUsersTest {

  private static final DatabaseUser ORDERS = DatabaseUser.readWrite("orders");
  private static final DatabaseUser REPORTS = DatabaseUser.readOnly("reports");

  private static RecordedStack two;
  private static RecordedStack none;

  @BeforeAll
  static void register() {
    two = RecordedStack.of(context -> export(context, users(List.of(ORDERS, REPORTS))));
    none = RecordedStack.of(context -> export(context, users(List.of())));
  }

  @Test
  void makes_an_empty_secret_for_each() {
    assertEquals(
        List.of(
            "orders: aws:secretsmanager/secret:Secret in datatier:database:DatabaseUsers",
            "reports: aws:secretsmanager/secret:Secret in datatier:database:DatabaseUsers"),
        two.childrenOf("users"));
    assertEquals(
        Map.of(
            "name", "users/reports",
            "description", "Password of the database user reports",
            "recoveryWindowInDays", 14.0,
            "kmsKeyId",
                "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        two.resource("users-reports").inputs());
  }

  @Test
  void lets_the_proxy_know_them_instead_of_the_master_user() {
    assertEquals(
        Map.of(
            "applications", List.of("orders", "reports"),
            "logins", List.of("orders", "reports"),
            "secrets",
                Map.of(
                    "orders",
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/orders-AbCdEf",
                    "reports",
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/reports-AbCdEf"),
            "sql", new UserSql(new MasterUsername("iadmin"), List.of(ORDERS, REPORTS)).text()),
        two.outputs());
  }

  @Test
  void without_any_leaves_the_master_user_and_makes_nothing() {
    assertEquals(List.of(), none.childrenOf("users"));
    assertEquals(
        Map.of(
            "applications", List.of(),
            "logins", List.of("iadmin"),
            "secrets", Map.of(),
            "sql", "none"),
        none.outputs());
  }

  @Test
  void refuses_a_recovery_window_that_secrets_manager_does_not_have() {
    assertEquals(
        "\"6\" must be 0 or 7 to 30 days",
        assertThrows(InvalidValue.class, () -> new SecretRecovery(6)).getMessage());
    assertEquals(0, new SecretRecovery(0).days());
  }

  private static DatabaseUsers users(List<DatabaseUser> users) {
    return new DatabaseUsers(
        "users",
        users,
        new SecretRecovery(14),
        SampleTier.database(),
        new EncryptionKeys("keys", new CreatedKeys(30)));
  }

  private static void export(Context context, DatabaseUsers users) {
    context.export("applications", names(users.applications()));
    context.export("logins", names(users.logins()));
    context.export("secrets", users.secretArns());
    context.export("sql", Output.of(users.sql().orElse("none")));
  }

  private static Output<List<String>> names(List<DatabaseLogin> logins) {
    return Output.of(logins.stream().map(DatabaseLogin::username).toList());
  }
}
