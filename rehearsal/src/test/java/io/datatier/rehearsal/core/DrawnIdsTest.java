package io.datatier.rehearsal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.kms.KmsKey;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.value.Fields;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fixture may have the very ids that a new account draws, having been drawn in one like it. */
final class DrawnIdsTest {

  private final DataTier tier;

  DrawnIdsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  /** Draws an id, gives it to something else, and draws again. */
  private void expectAnother(String type, Draft draft) {
    var before = tier.aws().account();
    var drawn = draft.create().id();
    var given = new Entity(type, drawn, "us-east-1", new Origin.Given(), Fields.NONE);
    tier.aws().startOver(before.with(given));
    assertNotEquals(drawn, draft.create().id());
    assertEquals(Optional.of(given), tier.aws().account().find(type, drawn));
  }

  @Test
  void are_none_that_the_account_has() {
    expectAnother(Vpc.TYPE, tier.vpc());
    expectAnother(SecurityGroup.TYPE, tier.group(tier.vpc().create(), "app"));
    expectAnother(KmsKey.TYPE, tier.key());
    expectAnother(SecretsManagerSecret.TYPE, tier.secret());
    expectAnother(LaunchTemplate.TYPE, tier.aws().resource(LaunchTemplate.TYPE, "workers"));
    expectAnother(
        "aws:cloudwatch/logStream:LogStream",
        tier.aws()
            .resource("aws:cloudwatch/logStream:LogStream", "calls")
            .with("logGroupName", "/app"));
  }

  @Test
  void spare_the_default_group_of_a_given_network() {
    var before = tier.aws().account();
    var group = tier.vpc().create().text("defaultSecurityGroupId");
    var given = new Entity(SecurityGroup.TYPE, group, "us-east-1", new Origin.Given(), Fields.NONE);
    tier.aws().startOver(before.with(given));
    assertNotEquals(group, tier.vpc().create().text("defaultSecurityGroupId"));
    assertEquals(Optional.of(given), tier.aws().account().find(SecurityGroup.TYPE, group));
  }
}
