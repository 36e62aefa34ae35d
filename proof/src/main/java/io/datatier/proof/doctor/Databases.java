package io.datatier.proof.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The instances behind the proxies. */
final class Databases {

  private final RdsClient rds;
  private final Map<String, Once<DBInstance>> known = new HashMap<>();

  /**
   * @param rds asked once for each instance
   */
  Databases(RdsClient rds) {
    this.rds = rds;
  }

  /** A question about each instance of each proxy. */
  Stream<Question> questions(
      Tier tier, Finding.Symptom symptom, BiFunction<Proxy, DBInstance, Stream<Finding>> answer) {
    return tier.ofProxies(
        symptom,
        proxy ->
            proxy.instances().stream()
                .filter(target -> target.typeAsString().equals("RDS_INSTANCE"))
                .map(target -> target.rdsResourceId())
                .map(
                    id ->
                        new Question(
                            symptom, "database " + id, () -> answer.apply(proxy, instance(id))))
                .flatMap(question -> question.ask().stream()));
  }

  private DBInstance instance(String id) {
    return known.computeIfAbsent(id, name -> new Once<>(() -> ask(name))).get();
  }

  private DBInstance ask(String id) {
    return rds
        .describeDBInstances(request -> request.dbInstanceIdentifier(id))
        .dbInstances()
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.gone("there is no instance " + id));
  }
}
