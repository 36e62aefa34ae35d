package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/instances_data_source.go of the provider: where nothing matches, the
 * lists are empty. Instances of clusters count too.
 */
@AutoService(Lookup.class)
public final class DbInstancesLookup implements Lookup {

  private static final Map<String, Function<Entity, String>> FILTERS =
      Map.of(
          "db-instance-id", instance -> instance.text("identifier").orElse(""),
          "db-cluster-id", instance -> instance.text("clusterIdentifier").orElse(""));

  @Override
  public String token() {
    return "aws:rds/getInstances:getInstances";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var filters = DbFilters.of(arguments);
    var found = all(account).filter(instance -> filters.admit(instance, FILTERS)).toList();
    return arguments
        .with("id", account.region())
        .with("instanceIdentifiers", Value.of(texts(found.stream(), "identifier")))
        .with("instanceArns", Value.of(texts(found.stream(), "arn")));
  }

  /** Standalone instances and those of clusters. */
  static Stream<Entity> all(Account account) {
    return Stream.concat(account.all(DbInstance.TYPE), account.all(DbClusterInstance.TYPE));
  }

  static List<String> texts(Stream<Entity> entities, String property) {
    return entities.map(entity -> entity.text(property).orElse("")).toList();
  }
}
