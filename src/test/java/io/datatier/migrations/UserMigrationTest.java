package io.datatier.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.ObjectKey;
import io.datatier.component.LogGroups;
import io.datatier.config.InvalidValue;
import io.datatier.database.Database;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsers;
import io.datatier.database.SecretRecovery;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.encryption.KeySettings;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.LogRetention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class UserMigrationTest {

  private static final List<DatabaseUser> USERS =
      List.of(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("reports"));
  private static final String MASTER_SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf";
  private static final String ORDERS_SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/orders-AbCdEf";
  private static final String REPORTS_SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/reports-AbCdEf";

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier = stack(KeySettings.awsManaged());
  }

  private static RecordedStack stack(KeySettings keySettings) {
    return RecordedStack.of(
        context -> {
          var keys = new EncryptionKeys("keys", keySettings);
          var database = SampleTier.database();
          var migration = migration(database, users(USERS, database, keys), keys);
          context.export("result", migration.result());
          context.export("reports", migration.logins().get(1).secret().arn());
        });
  }

  private static DatabaseUsers users(
      List<DatabaseUser> users, Database database, EncryptionKeys keys) {
    return new DatabaseUsers("users", users, new SecretRecovery(7), database, keys);
  }

  private static UserMigration migration(
      Database database, DatabaseUsers users, EncryptionKeys keys) {
    return new UserMigration(
        "migrate",
        Artifact.s3(new BucketName("code"), new ObjectKey("migrations.zip"), Optional.of("v1")),
        database,
        users,
        new LogGroups(new LogRetention(30), keys.logs()));
  }

  @Test
  void consists_of_these_children() {
    var in = " in datatier:migrations:UserMigration";
    assertEquals(
        List.of(
            "aws-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" + in,
            "aws-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" + in,
            "function: aws:lambda/function:Function" + in,
            "invocation: aws:lambda/invocation:Invocation" + in,
            "log: aws:cloudwatch/logGroup:LogGroup" + in,
            "read-database-secrets: aws:iam/rolePolicy:RolePolicy" + in,
            "role: aws:iam/role:Role" + in,
            "run-in-vpc: aws:iam/rolePolicy:RolePolicy" + in,
            "write-user-secrets: aws:iam/rolePolicy:RolePolicy" + in),
        tier.childrenOf("migrate"));
  }

  @Test
  void runs_once_its_role_may_read_and_write_and_the_whole_database_is_there() {
    assertEquals(
        Map.of(
            "function",
            Map.of(
                "dependsOn",
                List.of(
                    "migrate-log",
                    "migrate-read-database-secrets",
                    "migrate-run-in-vpc",
                    "migrate-write-user-secrets")),
            "invocation",
            Map.of("dependsOn", List.of("db", "migrate-aws-egress", "migrate-aws-ingress"))),
        tier.optionsOf("migrate"));
  }

  @Test
  void reaches_the_database_itself_as_a_member_of_the_admin_group() {
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "migrate"),
            Map.entry("description", "Creates the users of a database and sets their passwords"),
            Map.entry("runtime", "java17"),
            Map.entry("architectures", List.of("arm64")),
            Map.entry("handler", "io.datatier.migrations.MigrationFunction"),
            Map.entry("memorySize", 512.0),
            Map.entry("timeout", 300.0),
            Map.entry("role", "arn:aws:iam:us-east-1:123456789012:migrate-role"),
            Map.entry("s3Bucket", "code"),
            Map.entry("s3Key", "migrations.zip"),
            Map.entry("s3ObjectVersion", "v1"),
            Map.entry(
                "vpcConfig",
                Map.of(
                    "subnetIds",
                    SampleTier.SUBNETS,
                    "securityGroupIds",
                    List.of("db-admin-group-id"))),
            Map.entry(
                "environment",
                Map.of(
                    "variables",
                    Map.of(
                        "DATABASE_ADMIN_ENDPOINT",
                        "campaign.abc123def456.us-east-1.rds.amazonaws.com:5432",
                        "DATABASE_ADMIN_SECRET_ARN",
                        MASTER_SECRET,
                        "DATABASE_NAME",
                        "campaign_system")))),
        tier.resource("migrate-function").inputs());
    assertEquals(
        "db-admin-group-id", tier.resource("migrate-aws-egress").inputs().get("securityGroupId"));
  }

  @Test
  void is_called_with_the_name_of_the_migration_and_the_places_of_the_passwords() {
    var inputs = tier.resource("migrate-invocation").inputs();
    assertEquals(
        JsonParser.parseString(
            """
            {"migration": "users",
             "users": [
               {"name": "orders", "access": "readWrite", "secretArn": "%s"},
               {"name": "reports", "access": "readOnly", "secretArn": "%s"}]}
            """
                .formatted(ORDERS_SECRET, REPORTS_SECRET)),
        JsonParser.parseString((String) inputs.get("input")));
    assertEquals("migrate", inputs.get("functionName"));
  }

  @Test
  void is_called_again_for_a_database_made_anew() {
    assertEquals(
        Map.of("database", MASTER_SECRET),
        tier.resource("migrate-invocation").inputs().get("triggers"));
  }

  @Test
  void hands_the_users_on_once_they_are_made() {
    assertEquals(REPORTS_SECRET, tier.output("reports"));
  }

  @Test
  void reads_the_master_users_secret_and_writes_only_the_users_own() {
    var viaSecretsManager =
        """
        {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}}
        """;
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Sid": "ReadSecret", "Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
                "Resource": ["%s", "%s", "%s"]},
               {"Sid": "DecryptSecret", "Effect": "Allow", "Action": "kms:Decrypt",
                "Resource": "arn:aws:kms:us-east-1:123456789012:key/1", "Condition": %s}]}
            """
                .formatted(MASTER_SECRET, ORDERS_SECRET, REPORTS_SECRET, viaSecretsManager)),
        policy(tier, "migrate-read-database-secrets"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "WriteSecret", "Effect": "Allow",
              "Action": "secretsmanager:PutSecretValue", "Resource": ["%s", "%s"]}}
            """
                .formatted(ORDERS_SECRET, REPORTS_SECRET)),
        policy(tier, "migrate-write-user-secrets"));
  }

  @Test
  void encrypts_new_values_with_the_stacks_own_key_and_keeps_its_log_with_that_for_logs() {
    var encrypted = stack(new CreatedKeys(7));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Sid": "WriteSecret", "Effect": "Allow",
                "Action": "secretsmanager:PutSecretValue", "Resource": ["%s", "%s"]},
               {"Sid": "EncryptSecret", "Effect": "Allow", "Action": "kms:GenerateDataKey",
                "Resource": "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "Condition": {"StringEquals":
                  {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}}}]}
            """
                .formatted(ORDERS_SECRET, REPORTS_SECRET)),
        policy(encrypted, "migrate-write-user-secrets"));
    assertEquals(
        Map.of(
            "name", "/aws/lambda/migrate",
            "retentionInDays", 30.0,
            "kmsKeyId",
                "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        encrypted.resource("migrate-log").inputs());
  }

  @Test
  void is_not_made_for_nobody() {
    RecordedStack.of(
        context -> {
          var keys = new EncryptionKeys("keys", KeySettings.awsManaged());
          var database = SampleTier.database();
          var nobody = users(List.of(), database, keys);
          assertThrows(InvalidValue.class, () -> migration(database, nobody, keys));
        });
  }

  private static JsonElement policy(RecordedStack stack, String name) {
    return JsonParser.parseString((String) stack.resource(name).inputs().get("policy"));
  }
}
