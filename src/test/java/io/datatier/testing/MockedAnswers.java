package io.datatier.testing;

import com.pulumi.test.Mocks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What AWS answers where a program looks something up: that there is one database, or none.
 *
 * @param database what the provider tells of it, in the provider's names; empty for none
 * @param others answers to other functions, by their tokens
 */
public record MockedAnswers(Map<String, Object> database, Map<String, Map<String, Object>> others) {

  /** An account without a database. */
  public static final MockedAnswers EMPTY = new MockedAnswers(Map.of(), Map.of());

  /** An account in which a filter that matches nothing is an error. */
  public static final MockedAnswers FAULT =
      new MockedAnswers(Map.of(), Map.of("aws:rds/getClusters:getClusters", Map.of()));

  Map<String, Object> to(Mocks.CallArgs call) {
    return switch (call.token) {
      case "aws:rds/getInstances:getInstances" ->
          Map.of("instanceIdentifiers", identifiers("dbInstanceIdentifier"));
      case "aws:rds/getClusters:getClusters" -> {
        if (others.containsKey(call.token)) {
          throw new IllegalStateException("DBClusterNotFoundFault: DBCluster is not found");
        }
        yield Map.of("clusterIdentifiers", identifiers("clusterIdentifier"));
      }
      case "aws:rds/getInstance:getInstance", "aws:rds/getCluster:getCluster" -> database;
      default ->
          Optional.ofNullable(others.get(call.token))
              .orElseThrow(() -> new IllegalStateException("AWS is not asked " + call.token));
    };
  }

  private List<Object> identifiers(String property) {
    return Stream.ofNullable(database.get(property)).toList();
  }
}
