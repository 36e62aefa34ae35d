package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Map;
import java.util.function.Function;

/**
 * Follows internal/service/rds/clusters_data_source.go of the provider: where nothing matches, the
 * lists are empty.
 */
@AutoService(Lookup.class)
public final class DbClustersLookup implements Lookup {

  private static final Map<String, Function<Entity, String>> FILTERS =
      Map.of("db-cluster-id", Entity::id);

  @Override
  public String token() {
    return "aws:rds/getClusters:getClusters";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var filters = DbFilters.of(arguments);
    var found =
        account.all(DbCluster.TYPE).filter(cluster -> filters.admit(cluster, FILTERS)).toList();
    return arguments
        .with("id", account.region())
        .with("clusterIdentifiers", Value.of(found.stream().map(Entity::id).toList()))
        .with("clusterArns", Value.of(DbInstancesLookup.texts(found.stream(), "arn")));
  }
}
