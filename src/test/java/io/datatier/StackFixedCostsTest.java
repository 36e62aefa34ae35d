package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.capacity.FixedCosts;
import io.datatier.testing.RecordedResource;
import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan counts what the stack makes. */
final class StackFixedCostsTest {

  static Stream<StackFile> stacks() {
    return Stream.of(
        StackFile.LEAST,
        StackFile.LEAST
            .with("keys", "{create: true}")
            .with("users", "[{name: dialer}, {name: reporter}]")
            .with("migrations", "{artifact: samples/function}"),
        StackFile.LEAST.with("proxy", "{suffix: a, successor: b}"),
        StackFile.LEAST.with("database", "{engine: aurora-postgresql, readers: 2}"),
        StackFile.LEAST.with("database", "{instanceClass: db.x2g.large}"),
        StackFile.LEAST
            .with("users", "[{name: dialer}]")
            .with("migrations", "{run: false}")
            .with(
                "database",
                """
                {existing: {kind: cluster, hasReaders: true, identifier: orders,
                  securityGroup: sg-0a1b2c3d, databaseName: orders, masterUsername: owner,
                  masterSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:o-AbCdEf'}}
                """));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void is_what_is_made(StackFile file) {
    var settings = file.settings();
    var tier = settings.plan().orElseThrow().tier();
    var stack = RecordedStack.of(context -> App.stack(context, settings));

    assertEquals(
        new FixedCosts(
            count(stack, "aws:kms/key:Key"),
            count(stack, "aws:secretsmanager/secret:Secret")
                + (int)
                    resources(stack)
                        .filter(
                            it -> Boolean.TRUE.equals(it.inputs().get("manageMasterUserPassword")))
                        .count(),
            watched(stack, "-database-alarms-"),
            watched(stack, "-proxy-alarms-") / tier.proxies()),
        tier.fixedCosts());
  }

  private static Stream<RecordedResource> resources(RecordedStack stack) {
    return stack.names().stream().map(stack::resource);
  }

  private static int count(RecordedStack stack, String type) {
    return (int) resources(stack).filter(it -> it.type().equals(type)).count();
  }

  private static int watched(RecordedStack stack, String set) {
    return (int)
        resources(stack)
            .filter(it -> it.type().equals("aws:cloudwatch/metricAlarm:MetricAlarm"))
            .filter(it -> it.name().contains(set))
            .flatMap(it -> metrics(it.inputs()))
            .count();
  }

  private static Stream<Object> metrics(Map<String, Object> alarm) {
    return alarm.get("metricQueries") instanceof List<?> queries
        ? queries.stream().map(Map.class::cast).filter(it -> it.containsKey("metric")).map(it -> it)
        : Stream.of(alarm.get("metricName"));
  }
}
