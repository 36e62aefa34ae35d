package io.datatier.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.core.Output;
import io.datatier.config.Fault;
import io.datatier.testing.MockedAnswers;
import io.datatier.testing.RecordedStack;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ProxyChangeTest {

  private static final String WOULD_DELETE_LEGACY =
      "datatier:proxy would delete legacy, which clients may still use. Keep it (proxy.suffix,"
          + " proxy.successor), or list it in proxy.retired once its ClientConnections metric"
          + " is 0; docs/operations.md, \"Replace the proxy\"; if it is already gone, remove"
          + " adopted.proxy";

  private static final ProxySettings FIRST = ProxySettings.builder().build();
  private static final ProxySettings SECOND =
      ProxySettings.builder().suffix(Optional.of(new ProxySuffix("b"))).build();

  @Test
  void refuses_to_delete_a_proxy_that_clients_may_use() {
    assertEquals(
        List.of(
            "datatier:proxy would delete proxy-prod, which clients may still use. Keep it"
                + " (proxy.suffix, proxy.successor), or list it in proxy.retired once its"
                + " ClientConnections metric is 0; docs/operations.md, \"Replace the proxy\""),
        faults("proxy-prod", SECOND));
    assertEquals(List.of(), faults("proxy-prod", FIRST));
  }

  @Test
  void lets_a_proxy_go_that_is_named_as_retired_and_keeps_one_that_is_asked_for() {
    assertEquals(
        List.of(),
        faults(
            "proxy-prod",
            ProxySettingsBuilder.builder(SECOND)
                .retired(List.of(new RdsName("proxy-prod")))
                .build()));
    assertEquals(
        List.of(),
        faults(
            "proxy-prod-b",
            ProxySettingsBuilder.builder(FIRST)
                .successor(Optional.of(new ProxySuffix("b")))
                .build()));
  }

  @Test
  void asks_nothing_before_there_is_a_database() {
    var stack =
        RecordedStack.of(
            context -> {
              var faults =
                  new ProxyChange("proxy-prod", Optional.empty(), List.of(), SECOND).faults();
              context.export("faults", Output.of(faults.size()));
            });
    assertEquals(Map.of("faults", 0), stack.outputs());
  }

  @Test
  void refuses_to_delete_a_proxy_that_was_taken_over_under_another_name() {
    var legacy = Optional.of("legacy");
    assertEquals(List.of(), faults("proxy-prod", legacy, FIRST));
    assertEquals(List.of(WOULD_DELETE_LEGACY), faults("proxy-prod-b", legacy, SECOND));
    var retired =
        ProxySettingsBuilder.builder(SECOND).retired(List.of(new RdsName("legacy"))).build();
    assertEquals(List.of(), faults("proxy-prod-b", legacy, retired));
    // Its security group may have our name all the same.
    assertEquals(List.of(), faults("proxy-prod", legacy, retired));
    // The second move leaves the name of the first in place.
    var again =
        ProxySettingsBuilder.builder(FIRST)
            .suffix(Optional.of(new ProxySuffix("c")))
            .retired(List.of(new RdsName("legacy"), new RdsName("proxy-prod-b")))
            .build();
    assertEquals(List.of(), faults("proxy-prod-b", legacy, again));
  }

  @Test
  void lets_a_proxy_that_was_taken_over_go_by_its_own_name_only() {
    var unsuffixed =
        ProxySettingsBuilder.builder(SECOND).retired(List.of(new RdsName("proxy-prod"))).build();
    assertEquals(
        List.of(WOULD_DELETE_LEGACY), faults("proxy-prod", Optional.of("legacy"), unsuffixed));
    assertEquals(List.of(), faults("proxy-prod", Optional.of("proxy-prod"), unsuffixed));
  }

  @Test
  void leaves_the_proxies_of_a_stack_alone_whose_name_begins_alike() {
    var others = Map.<String, Object>of("datatier:proxies", "proxy-prod-eu");
    var own = Map.<String, Object>of("datatier:proxies", "proxy-prod");
    assertEquals(List.of(), faults(answers("proxy-prod-eu", others), Optional.empty(), FIRST));
    assertEquals(
        List.of(
            "datatier:proxy would delete proxy-prod-eu, which clients may still use. Keep it"
                + " (proxy.suffix, proxy.successor), or list it in proxy.retired once its"
                + " ClientConnections metric is 0; docs/operations.md, \"Replace the proxy\""),
        faults(answers("proxy-prod-eu", own), Optional.empty(), FIRST));
  }

  @Test
  void keeps_the_proxies_of_a_stack_that_is_to_use_another_one() {
    var own = Map.<String, Object>of("datatier:proxies", "proxy-prod");
    var none = Optional.<String>empty();
    assertEquals(List.of(replaces("proxy-prod")), abandoned("proxy-prod", Map.of(), none));
    assertEquals(List.of(replaces("proxy-prod-b")), abandoned("proxy-prod-b", own, none));
    assertEquals(List.of(), abandoned("proxy-prod-eu", Map.of(), none));
    var legacy = Optional.of("legacy");
    assertEquals(List.of(replaces("legacy")), abandoned("proxy-prod-eu", Map.of(), legacy));
    assertEquals(List.of(replaces("legacy")), abandoned("proxy-prod", Map.of(), legacy));
  }

  @Test
  void keeps_a_proxy_that_was_taken_over_though_the_file_does_not_say_so_any_more() {
    var own = Map.<String, Object>of("datatier:proxies", "proxy-prod");
    var unsaid = Optional.<String>empty();
    assertEquals(
        List.of(replaces("the proxy whose security group is legacy-group", "proxy-prod")),
        abandoned("legacy-group", own, unsaid));
    assertEquals(List.of(), abandoned("legacy-group", own, unsaid, "proxy-prod"));
    assertEquals(
        List.of(replaces("legacy")), abandoned("legacy-group", own, Optional.of("legacy")));
    var others = Map.<String, Object>of("datatier:proxies", "proxy-prod-eu");
    assertEquals(List.of(), abandoned("legacy-group", others, unsaid));
  }

  @Test
  void believes_a_stack_that_does_not_have_the_proxy_of_its_name() {
    assertEquals(List.of(), abandoned("proxy-prod", Map.of(), Optional.empty(), "proxy-prod"));
    assertEquals(
        List.of(replaces("legacy")),
        abandoned("proxy-prod", Map.of(), Optional.of("legacy"), "proxy-prod"));
    assertEquals(List.of(), abandoned("proxy-prod", Map.of(), Optional.of("legacy"), "legacy"));
  }

  private static String replaces(String proxy) {
    return replaces(proxy, proxy);
  }

  private static String replaces(String what, String name) {
    return "datatier:proxy.existing replaces "
        + what
        + " and the rest of its tier, so Pulumi would delete them if they are in this stack's"
        + " state. Use a separate stack for clients of another proxy. If that proxy is not in the"
        + " state, add "
        + name
        + " to datatier:keptElsewhere; docs/operations.md, \"What RDS cannot change\"";
  }

  private static Object abandoned(
      String running, Map<String, Object> tags, Optional<String> adopted, String... elsewhere) {
    return asked(
        answers(running, tags),
        () -> ProxyChange.abandoned("proxy-prod", adopted, List.of(elsewhere)));
  }

  private static Object faults(String running, ProxySettings wanted) {
    return faults(running, Optional.empty(), wanted);
  }

  private static Object faults(String running, Optional<String> adopted, ProxySettings wanted) {
    return faults(answers(running, Map.of()), adopted, wanted);
  }

  private static Object faults(
      MockedAnswers answers, Optional<String> adopted, ProxySettings wanted) {
    return asked(
        answers, () -> new ProxyChange("proxy-prod", adopted, List.of("sg-2"), wanted).faults());
  }

  private static MockedAnswers answers(String running, Map<String, Object> tags) {
    return new MockedAnswers(
        Map.of(),
        Map.of(
            "aws:ec2/getSecurityGroups:getSecurityGroups", Map.of("ids", List.of("sg-1")),
            "aws:ec2/getSecurityGroup:getSecurityGroup",
                Map.of("id", "sg-11111111", "name", running, "tags", tags)));
  }

  private static Object asked(MockedAnswers answers, Supplier<List<Fault>> question) {
    return RecordedStack.of(
            context -> {
              var faults = question.get().stream().map(Fault::toString).toList();
              context.export("faults", Output.of(faults));
            },
            answers)
        .output("faults");
  }
}
