package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Effect.Fail;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Changes that RDS refuses or for which Pulumi would make another database. */
final class RefusedChangeScenario {

  private static final Pattern TRACE = Pattern.compile("\\s+at [a-z]+\\.[a-z.]+");

  @Test
  void are_all_named_before_anything_is_touched() throws Exception {
    var live = LiveStack.of(Stage.live("refused-changes", "dev"));
    var key = live.stage().account().all("aws:rds/instance:Instance").findFirst().orElseThrow();
    var vpc = live.stage().account().all("aws:ec2/vpc:Vpc").findFirst().orElseThrow();
    live.set("database.storageGib", "21");
    live.set("database.databaseName", "orders");
    live.set("database.masterUsername", "owner");
    live.set("keys.create", "true");
    live.set("network.cidrBlock", "10.30.0.0/16");

    var otherWay = "; docs/operations.md, \"What RDS cannot change\", says what to do instead\n";
    live.expectRefused(
        """
        The configuration of stack dev has 5 errors; nothing was changed.
        datatier:database.storageGib is 21, but must stay 20 or be 22 or more: RDS adds at least 10 %
        datatier:database.databaseName is "orders", but must be campaign_system, which RDS does not \
        change"""
            + otherWay
            + "datatier:database.masterUsername is \"owner\", but must be iadmin, which RDS does not"
            + " change"
            + otherWay
            + "datatier:keys.create is true, but must be left out: "
            + key.text("kmsKeyId").orElseThrow()
            + " encrypts the database, and RDS does not change that"
            + otherWay
            + "datatier:network.cidrBlock is \"10.30.0.0/16\", but must be 10.20.0.0/16, the range of "
            + vpc.id()
            + ", where the database is: a run does not move it"
            + otherWay);
  }

  @Test
  void do_not_give_up_the_stacks_own_database_for_another() throws Exception {
    var live = LiveStack.of(Stage.live("given-up", "dev"));
    live.unset("database");
    live.set("database.existing.kind", "instance");
    live.set("database.existing.identifier", "orders");
    live.set("database.existing.securityGroup", "sg-0a1b2c3d4e5f60718");
    live.set("database.existing.databaseName", "orders");
    live.set("database.existing.masterUsername", "owner");
    live.stage()
        .require(
            "config",
            "set",
            "--plaintext",
            "--path",
            "datatier:database.existing.masterSecret",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf");
    live.expectRefused(
        """
        The configuration of stack dev has 1 error; nothing was changed.
        datatier:database.existing replaces the database whose security group is \
        campaign-postgres-dev, so Pulumi would delete it if it is in this stack's state. Use a separate \
        stack for clients of another database. If it is not in the state, add campaign-postgres-dev to \
        datatier:keptElsewhere; docs/operations.md, "What RDS cannot change", says what to do instead""");
  }

  @Test
  void are_looked_for_in_vain_without_credentials_which_one_sentence_says() throws Exception {
    var expired = new Fail("ExpiredToken", "The security token included in the request is expired");
    var call = new Call(Call.Kind.READ, "aws:rds/getInstances:getInstances", "getInstances");
    var stage =
        Stage.live("without-credentials", "dev")
            .where(new Faults(0, List.of(Fault.once(call, expired))));

    var preview = stage.pulumi("preview");
    assertNotEquals(0, preview.exitCode());
    assertEquals(
        true,
        preview.output().contains("AWS did not answer, so nothing was changed: ")
            && preview.output().contains(expired.code() + ": " + expired.message()),
        preview.output());
    assertEquals(false, TRACE.matcher(preview.output()).find(), preview.output());
  }
}
