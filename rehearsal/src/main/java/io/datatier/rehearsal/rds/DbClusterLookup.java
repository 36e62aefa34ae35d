package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Set;

/**
 * Follows internal/service/rds/cluster_data_source.go of the provider, which tells the version that
 * runs, not the one that was asked for.
 */
@AutoService(Lookup.class)
public final class DbClusterLookup implements Lookup {

  @Override
  public String token() {
    return "aws:rds/getCluster:getCluster";
  }

  @Override
  public Set<String> unset() {
    return Set.of("finalSnapshotIdentifier");
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var identifier = arguments.text("clusterIdentifier", "");
    var its =
        account
            .required(
                DbCluster.TYPE,
                identifier,
                "DBClusterNotFoundFault",
                "DBCluster " + identifier + " not found.")
            .properties();
    var members = DbCluster.members(account, identifier).map(Entity::id).toList();
    return its.with("id", identifier)
        .with("engineVersion", its.text("engineVersionActual", ""))
        .with("clusterMembers", Value.of(members));
  }
}
