package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.util.List;

/** Everything that a proxy needs. */
record ProxyNeeds(DataTier tier, List<String> subnets, Live database, Live role, Live policy) {

  static ProxyNeeds in(DataTier tier) {
    var subnets = tier.subnets(tier.vpc().create());
    var database =
        tier.database(tier.subnetGroup(subnets).create()).with("backupRetentionPeriod", 7).create();
    var role = tier.role("rds.amazonaws.com").create();
    var policy = tier.reading(role, DataTier.secretOf(database)).create();
    return new ProxyNeeds(tier, subnets, database, role, policy);
  }

  Draft proxy() {
    return tier.proxy(subnets, role, DataTier.secretOf(database));
  }
}
