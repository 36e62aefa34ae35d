package io.datatier.policy.sdk.run;

import static io.datatier.policy.sdk.Verdict.compliant;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.DataTierPolicyPack;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class SpellingTest {

  private static final String PROXY = "aws:rds/proxy:Proxy";

  private static List<String> faults(Rule... rules) {
    return Spelling.faultsIn(
        PolicyPack.named("test", "1.0.0").rules(rules), ResourceTypes.shipped());
  }

  private static Rule on(String type, Function<ResourceView, Verdict> check) {
    return Rule.named("judges").title("T").mandatory().on(type, check);
  }

  private static Function<ResourceView, Verdict> reading(String path) {
    return it -> it.bool(path).whenKnown(value -> compliant()).whenAbsent(compliant());
  }

  @Test
  void of_our_own_pack_is_right() {
    assertEquals(List.of(), Spelling.faultsIn(DataTierPolicyPack.PACK, ResourceTypes.shipped()));
  }

  @Test
  void finds_every_type_and_property_that_does_not_exist() {
    assertEquals(
        List.of(
            "judges: there is no resource type aws:rds/proxi:Proxy; is aws:rds/proxy:Proxy meant?",
            "judges: there is no resource type aws:rdz/*",
            "judges: no type of aws:lambda/* has a property anything",
            "judges: aws:rds/proxy:Proxy has no property requireTLS; is requireTls meant?"),
        faults(
            on("aws:rds/proxi:Proxy", reading("requireTls"))
                .on(PROXY, reading("requireTLS"))
                .on("aws:lambda/*", reading("anything"))
                .on("mine:a:B", reading("anything"))
                .remedy("aws:rdz/*", "x", it -> it)));
  }

  @Test
  void finds_what_is_read_only_where_something_is_absent_or_unknown() {
    assertEquals(
        List.of("judges: aws:rds/proxy:Proxy has no property nam; is name meant?"),
        faults(
            on(
                PROXY,
                it ->
                    it.bool("requireTls")
                        .whenKnown(value -> compliant())
                        .whenAbsent(() -> reading("nam").apply(it)))));
    assertEquals(
        List.of("judges: aws:rds/proxy:Proxy has no property nam; is name meant?"),
        faults(
            on(
                PROXY,
                it -> it.at("requireTls").isUnknown() ? reading("nam").apply(it) : compliant())));
  }

  @Test
  void finds_the_types_of_which_a_stack_check_asks() {
    assertEquals(
        List.of(
            "judges: there is no resource type aws:rds/proxi:Proxy; is aws:rds/proxy:Proxy meant?",
            "joins: there is no resource type aws:sqs/queu:Queue; is aws:sqs/queue:Queue meant?"),
        faults(
            Rule.named("judges")
                .title("T")
                .onStack(stack -> stack.each("aws:rds/proxi:Proxy", it -> compliant())),
            Rule.named("joins")
                .title("T")
                .onStack(
                    stack -> {
                      References.to(stack, "aws:sqs/queu:Queue");
                      return compliant();
                    })));
  }

  @Test
  void finds_a_property_that_no_type_of_a_pattern_has() {
    assertEquals(
        List.of(
            "judges: no type of aws:rds/* has a property publiclyAccesible;"
                + " is publiclyAccessible meant?"),
        faults(
            on("aws:rds/*", reading("publiclyAccesible"))
                .on("aws:*", reading("publiclyAccessible"))
                .on("aws*", reading("anything"))
                .on("*", reading("anything"))));
  }

  @Test
  void finds_what_a_stack_check_reads_of_the_resources_it_asks_for() {
    assertEquals(
        List.of(
            "judges: aws:rds/proxy:Proxy has no property requireTLS; is requireTls meant?",
            "several: no type of aws:sqs/* has a property kmsMasterKey; is kmsMasterKeyId meant?",
            "joins: aws:lambda/function:Function has no property rol; is role meant?"),
        faults(
            Rule.named("judges")
                .title("T")
                .onStack(stack -> stack.each(PROXY, reading("requireTLS"))),
            Rule.named("joins")
                .title("T")
                .onStack(
                    stack ->
                        stack.resources(PROXY).isEmpty()
                            ? compliant()
                            : stack.each(
                                "aws:lambda/function:Function",
                                it -> reading("rol").apply(stack.inputsOf(it)))),
            Rule.named("several")
                .title("T")
                .onStack(stack -> stack.each("aws:sqs/*", reading("kmsMasterKey")))));
  }

  private record Functions() implements Derived<List<ResourceView>> {
    @Override
    public List<ResourceView> from(StackView stack) {
      return stack.resources(PROXY).isEmpty()
          ? List.of()
          : stack.resources("aws:lambda/function:Function");
    }
  }

  @Test
  void finds_what_a_stack_check_reads_of_what_it_shares() {
    Function<StackView, Verdict> first =
        stack -> Verdict.each(stack.once(new Functions()), reading("role"));
    Function<StackView, Verdict> second =
        stack -> Verdict.each(stack.once(new Functions()), reading("rol"));
    assertEquals(
        List.of("second: aws:lambda/function:Function has no property rol; is role meant?"),
        faults(
            Rule.named("first").title("T").onStack(first),
            Rule.named("second").title("T").onStack(second)));
  }

  @Test
  void leaves_alone_what_a_stack_check_reads_of_resources_of_any_type() {
    assertEquals(
        List.of(),
        faults(
            Rule.named("judges")
                .title("T")
                .onStack(
                    stack ->
                        Verdict.all(
                            stack.each(PROXY, reading("requireTls")),
                            stack.each("aws:rds/*", reading("publiclyAccessible")),
                            Verdict.each(stack.resources(), reading("anything")),
                            Verdict.each(
                                stack.resources(),
                                it -> reading("anything").apply(stack.inputsOf(it)))))));
  }

  @Test
  void does_not_mind_a_check_that_crashes() {
    assertEquals(
        List.of(),
        faults(
            on(
                PROXY,
                it -> {
                  throw new IllegalStateException("no proxy");
                })));
  }

  @Test
  void is_checked_by_the_tester_wherever_a_test_comes_along() {
    RuleTester.of(
            on(
                PROXY,
                it ->
                    it.bool("requireTls")
                        .whenKnown(value -> reading("requireTLS").apply(it))
                        .whenAbsent(compliant())))
        .resource(PROXY, "proxy", Map.of("requireTls", true))
        .expectFindings(
            "proxy: could not be judged, because the rule crashed with"
                + " io.datatier.policy.sdk.Misspelt: aws:rds/proxy:Proxy has no property"
                + " requireTLS; is requireTls meant?");
    RuleTester.of(
            Rule.named("joins")
                .title("T")
                .mandatory()
                .onStack(stack -> stack.each("aws:rds/proxy:Proxi", it -> compliant())))
        .resource(PROXY, "proxy", Map.of())
        .expectFindings(
            ": could not be judged, because the rule crashed with io.datatier.policy.sdk.Misspelt:"
                + " there is no resource type aws:rds/proxy:Proxi; is aws:rds/proxy:Proxy meant?");
  }

  @Test
  void does_not_matter_where_the_resource_has_the_property_whatever_we_know() {
    RuleTester.of(on(PROXY, reading("newInTheNextVersion")))
        .resource(PROXY, "proxy", Map.of("newInTheNextVersion", true))
        .expectCompliant();
  }
}
