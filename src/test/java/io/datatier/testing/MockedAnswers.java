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
 * @param refusals errors of functions, by their tokens
 */
public record MockedAnswers(
    Map<String, Object> database,
    Map<String, Map<String, Object>> others,
    Map<String, String> refusals) {

  /** An account without a database. */
  public static final MockedAnswers EMPTY = new MockedAnswers(Map.of(), Map.of());

  /** An account in which a filter that matches nothing is an error. */
  public static final MockedAnswers FAULT =
      new MockedAnswers(
          Map.of(),
          Map.of(),
          Map.of(
              "aws:rds/getClusters:getClusters", "DBClusterNotFoundFault: DBCluster is not found"));

  /** Answers to everything. */
  public MockedAnswers(Map<String, Object> database, Map<String, Map<String, Object>> others) {
    this(database, others, Map.of());
  }

  Map<String, Object> to(Mocks.CallArgs call) {
    if (refusals.containsKey(call.token)) {
      throw new IllegalStateException(refusals.get(call.token));
    }
    return switch (call.token) {
      case "aws:rds/getInstances:getInstances" ->
          Map.of("instanceIdentifiers", identifiers("dbInstanceIdentifier"));
      case "aws:rds/getClusters:getClusters" ->
          Map.of("clusterIdentifiers", identifiers("clusterIdentifier"));
      case "aws:ec2/getSecurityGroups:getSecurityGroups" ->
          list(call.args, "filters").allMatch(this::admits)
              ? others.getOrDefault(call.token, Map.of("ids", List.of()))
              : Map.of("ids", List.of());
      case "aws:rds/getInstance:getInstance", "aws:rds/getCluster:getCluster" -> database;
      default ->
          Optional.ofNullable(others.get(call.token))
              .orElseThrow(() -> new IllegalStateException("AWS is not asked " + call.token));
    };
  }

  // By name or tag, all groups that there are being alike; other filters admit them.
  private boolean admits(Object filter) {
    var asked = (Map<?, ?>) filter;
    var group = others.getOrDefault("aws:ec2/getSecurityGroup:getSecurityGroup", Map.of());
    var name = String.valueOf(asked.get("name"));
    var values = list(asked, "values").map(String::valueOf);
    if (name.startsWith("tag:")) {
      var tag = ((Map<?, ?>) group.getOrDefault("tags", Map.of())).get(name.substring(4));
      return values.anyMatch(value -> value.equals(tag));
    }
    return !name.equals("group-name")
        || values.anyMatch(
            value -> String.valueOf(group.get("name")).matches(value.replace("*", ".*")));
  }

  private static Stream<?> list(Map<?, ?> object, String property) {
    return object.get(property) instanceof List<?> list ? list.stream() : Stream.of();
  }

  private List<Object> identifiers(String property) {
    return Stream.ofNullable(database.get(property)).toList();
  }
}
