package io.datatier.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.rds.ProxyArgs;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.LambdaFleet;
import io.datatier.clients.ObjectKey;
import io.datatier.config.InvalidValue;
import io.datatier.database.Database;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxySettings;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChildTransformTest {

  private static final ChildTransform<ProxyArgs> TALKATIVE =
      ChildTransform.of(
          "proxy", ProxyArgs.class, proxy -> ProxyArgs.builder(proxy).debugLogging(true).build());

  @Test
  void changes_one_child_and_leaves_the_others_and_the_rest_of_it_alone() {
    var plain = RecordedStack.of(context -> SampleTier.proxy());
    var changed = RecordedStack.of(context -> proxy(given(TALKATIVE)));
    assertEquals(plain.inventory(), changed.inventory());
    var differences =
        plain.inventory().stream()
            .map(line -> line.split(":", 2)[0])
            .filter(name -> !plain.resource(name).equals(changed.resource(name)))
            .toList();
    assertEquals(List.of("pool-proxy"), differences);
    var expected = new HashMap<>(plain.resource("pool-proxy").inputs());
    expected.put("debugLogging", true);
    assertEquals(expected, changed.resource("pool-proxy").inputs());
  }

  @Test
  void changes_the_child_of_a_child() {
    var changed =
        RecordedStack.of(
            context ->
                new LambdaFleet(
                    "fns",
                    List.of(function("dialer"), function("callback")),
                    SampleTier.proxy().endpoint(),
                    SampleTier.LOGS,
                    given(
                        ChildTransform.of(
                            "dialer-function",
                            FunctionArgs.class,
                            function ->
                                FunctionArgs.builder(function).description("Dials").build()))));
    assertEquals("Dials", changed.resource("fns-dialer-function").inputs().get("description"));
    assertEquals(
        Optional.empty(),
        Optional.ofNullable(changed.resource("fns-callback-function").inputs().get("description")));
  }

  @Test
  void changes_children_of_the_component_that_it_is_given_to_and_of_no_other() {
    var days =
        ChildTransform.of(
            "log", LogGroupArgs.class, log -> LogGroupArgs.builder(log).retentionInDays(7).build());
    var changed =
        RecordedStack.of(
            context -> {
              var endpoint = proxy(given(days)).endpoint();
              new LambdaFleet("fns", List.of(function("dialer")), endpoint, SampleTier.LOGS);
            });
    assertEquals(7.0, changed.resource("pool-log").inputs().get("retentionInDays"));
    assertEquals(30.0, changed.resource("fns-dialer-log").inputs().get("retentionInDays"));
  }

  @Test
  void is_made_one_after_the_other() {
    var verbose =
        ChildTransform.of(
            "proxy",
            ProxyArgs.class,
            proxy -> ProxyArgs.builder(proxy).idleClientTimeout(60).build());
    var inputs =
        RecordedStack.of(context -> proxy(given(TALKATIVE, verbose)))
            .resource("pool-proxy")
            .inputs();
    assertEquals(true, inputs.get("debugLogging"));
    assertEquals(60.0, inputs.get("idleClientTimeout"));
  }

  @Test
  void changes_nothing_where_it_is_given_to_what_is_no_component_of_the_tier() {
    var changed =
        RecordedStack.of(
            context -> {
              var wrapper = new ComponentResource("app:index:App", "app", given(TALKATIVE));
              proxy(ComponentResourceOptions.builder().parent(wrapper).build());
            });
    assertEquals(false, changed.resource("pool-proxy").inputs().get("debugLogging"));
  }

  @Test
  void is_refused_where_the_component_makes_no_such_child() {
    var misspelt = ChildTransform.of("prxy", ProxyArgs.class, proxy -> proxy);
    RecordedStack.of(
        context -> {
          var database = SampleTier.database();
          assertEquals(
              "\"prxy\" must be the role of a child of pool: group, log, pool, proxy, role,"
                  + " role-secret, target, target-egress, target-ingress",
              assertThrows(InvalidValue.class, () -> proxy(database, given(misspelt)))
                  .getMessage());
        });
  }

  @Test
  void is_refused_for_a_child_of_other_args() {
    var mistaken = ChildTransform.of("proxy", LogGroupArgs.class, log -> log);
    // Not caught within the program: the SDK waits for ever for a resource whose constructor failed
    // in a program that goes on.
    var failed =
        assertThrows(RunException.class, () -> RecordedStack.of(context -> proxy(given(mistaken))));
    var message = String.valueOf(failed.getMessage());
    assertTrue(
        message.contains("\"pool-proxy\" must be transformed as ProxyArgs, not as LogGroupArgs"),
        message);
  }

  private static ComponentResourceOptions given(ResourceTransformation... transforms) {
    return ComponentResourceOptions.builder().resourceTransformations(transforms).build();
  }

  private static DatabaseProxy proxy(ComponentResourceOptions options) {
    return proxy(SampleTier.database(), options);
  }

  private static DatabaseProxy proxy(Database database, ComponentResourceOptions options) {
    return new DatabaseProxy(
        "pool",
        ProxySettings.builder().build(),
        database,
        List.of(database.master()),
        SampleTier.LOGS,
        options);
  }

  private static FunctionSettings function(String name) {
    return FunctionSettings.builder(
            new FunctionName(name),
            Artifact.s3(new BucketName("code"), new ObjectKey("a.zip"), Optional.empty()))
        .build();
  }
}
