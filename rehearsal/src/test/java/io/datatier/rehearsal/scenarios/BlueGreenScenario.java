package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Procedure;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A database whose name has gone to another one, as a blue/green deployment leaves it (RDS user
 * guide, "Switching a blue/green deployment").
 */
final class BlueGreenScenario {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String GROUP = "aws:rds/parameterGroup:ParameterGroup";
  private static final String SECRET = "aws:secretsmanager/secret:Secret";
  private static final String NAME = "campaign-postgres-prod";
  private static final String GREEN = "db-GREEN0123456789ABCDEFGHIJK";
  private static final String KEY_OPTION = " --master-user-secret-kms-key-id KEY";

  @Test
  void the_stack_goes_on_with_the_green_database_and_leaves_the_blue_one_alone() throws Exception {
    var stage = Stage.live("blue-green", "prod");
    var live = LiveStack.of(stage);
    var blue = instance(stage, NAME).id();
    var operations = stage.sandbox().parts().operations();
    var turnedOn = Procedure.read(operations, "blue-green password").commands().get(0);
    stage.drift(account -> switchedOver(account, turnedOn.contains(KEY_OPTION)));
    var old = instance(stage, NAME + "-old1");

    stage.require("refresh", "--skip-preview", "--suppress-progress");
    var lost = live.run("up", "--skip-preview");
    assertTrue(lost.output().contains("DBInstanceAlreadyExists"), lost::output);

    for (var command : Procedure.read(operations, "blue-green").commands()) {
      var done = stage.shell(command.replace("db-OLD", blue).replace("db-NEW", GREEN));
      assertEquals(0, done.exitCode(), done::output);
    }
    var users = "campaign-migrations-prod-";
    assertEquals(
        Map.of(
            NAME + "-instance", "update",
            users + "read-database-secrets", "update",
            users + "function", "update",
            users + "invocation", "delete-replaced"),
        live.operations("up", "--skip-preview"));
    live.expectNothingToDo();
    assertEquals(NAME + "-postgres17", instance(stage, NAME).text("parameterGroupName").orElse(""));
    assertEquals(old, instance(stage, NAME + "-old1"));
    assertEquals(
        List.of("campaign-postgres-proxy-prod/default/RDS_INSTANCE/" + NAME),
        stage.account().all("aws:rds/proxyTarget:ProxyTarget").map(Entity::id).toList());
  }

  private static Entity instance(Stage stage, String identifier) {
    return stage.account().findBy(INSTANCE, "identifier", identifier).orElseThrow();
  }

  private static Account switchedOver(Account account, boolean withKey) {
    var blue = account.findBy(INSTANCE, "identifier", NAME).orElseThrow();
    var group = account.find(GROUP, NAME + "-postgres17").orElseThrow();
    var secret = account.all(SECRET).filter(it -> it.isOwnedBy(blue)).findFirst().orElseThrow();
    var arn = secret.id().replace("rds!db-", "rds!db-9");
    // Not told which, RDS takes the one of AWS (RDS API, ModifyDBInstance,
    // MasterUserSecretKmsKeyId).
    var key =
        withKey
            ? blue.text("masterUserSecretKmsKeyId").orElseThrow()
            : Keys.awsManaged(account, "aws/secretsmanager");
    var old = blue.properties().text("address", "").replace(NAME, NAME + "-old1");
    return account
        .without(secret)
        .with(
            new Entity(
                GROUP,
                "green",
                account.region(),
                new Entity.Origin.Given(),
                group
                    .properties()
                    .with("name", "green")
                    .with("arn", account.arn("rds", "pg:green"))))
        .with(
            blue.with(
                blue.properties()
                    .with("identifier", NAME + "-old1")
                    .with("address", old)
                    .with("endpoint", old + ":5432")
                    .with("arn", account.arn("rds", "db:" + NAME + "-old1"))
                    .with("manageMasterUserPassword", false)
                    .with("masterUserSecrets", new Value.Items(List.of()))))
        .with(
            new Entity(
                INSTANCE,
                GREEN,
                account.region(),
                blue.origin(),
                blue.properties()
                    .with("resourceId", GREEN)
                    .with("engineVersionActual", "17.7")
                    .with("parameterGroupName", "green")
                    .with("masterUserSecretKmsKeyId", key)
                    .with("masterUserSecrets", new Value.Items(List.of(told(key, arn))))))
        .with(
            new Entity(
                SECRET,
                arn,
                account.region(),
                new Entity.Origin.OwnedBy(INSTANCE, GREEN),
                secret
                    .properties()
                    .with("arn", arn)
                    .with("kmsKeyId", key)
                    .with("name", secret.properties().text("name", "").replace("db-", "db-9"))));
  }

  private static Fields told(String key, String arn) {
    return Fields.of(
        Map.of(
            "kmsKeyId", Value.of(key),
            "secretArn", Value.of(arn),
            "secretStatus", Value.of("active")));
  }
}
