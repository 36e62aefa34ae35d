package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StackViewTest {

  private static final ResourceView TIER = view("x:y:Tier", "tier");
  private static final ResourceView INNER = view("x:y:Inner", "inner");
  private static final ResourceView DATABASE = view("aws:rds/instance:Instance", "database");
  private static final ResourceView BUCKET = view("aws:s3/bucket:Bucket", "bucket");
  private static final ResourceView FUNCTION = view("aws:lambda/function:Function", "function");

  private static final ResourceView INPUTS =
      new ResourceView(
          FUNCTION.type(), FUNCTION.urn(), FUNCTION.name(), PropertyValue.fields(Map.of("a", 1)));

  private static final StackView stack =
      new StackView(
          List.of(
              new StackResource(TIER, true, "", Set.of(), Map.of()),
              new StackResource(INNER, true, "tier", Set.of(), Map.of()),
              new StackResource(DATABASE, false, "inner", Set.of(), Map.of()),
              new StackResource(BUCKET, false, "database", Set.of(), Map.of()),
              new StackResource(
                  FUNCTION,
                  false,
                  "",
                  Set.of("tier", "gone"),
                  Map.of("environment", Set.of("tier"), "role", Set.of("database", "bucket")))),
          Map.of("function", INPUTS));

  private static ResourceView view(String type, String urn) {
    return new ResourceView(type, urn, urn, Fields.NONE);
  }

  @Test
  void finds_resources_by_type_and_by_urn() {
    assertEquals(List.of(TIER, INNER, DATABASE, BUCKET, FUNCTION), stack.resources());
    assertEquals(List.of(BUCKET), stack.resources("aws:s3/bucket:Bucket"));
    assertEquals(Optional.of(DATABASE), stack.resource("database"));
    assertEquals(Optional.empty(), stack.resource("gone"));
  }

  @Test
  void knows_parents_and_children() {
    assertEquals(Optional.of(INNER), stack.parentOf(DATABASE));
    assertEquals(Optional.empty(), stack.parentOf(TIER));
    assertEquals(List.of(INNER), stack.childrenOf(TIER));
  }

  @Test
  void puts_what_a_component_holds_in_its_place_and_not_what_a_resource_holds() {
    assertEquals(List.of(DATABASE), stack.sourcesOf(FUNCTION, "environment"));
    assertEquals(List.of(DATABASE), stack.dependenciesOf(FUNCTION));
    assertEquals(List.of(BUCKET, DATABASE), stack.sourcesOf(FUNCTION, "role"));
    assertEquals(List.of(), stack.sourcesOf(FUNCTION, "name"));
  }

  @Test
  void shows_the_inputs_of_the_same_run_where_there_are_any() {
    assertEquals(INPUTS, stack.inputsOf(FUNCTION));
    assertEquals(BUCKET, stack.inputsOf(BUCKET));
  }

  @Test
  void judges_each_resource_of_a_type_and_says_which() {
    assertEquals(
        new Verdict.Violation("p", "is wrong", "bucket", false),
        stack.each("aws:s3/bucket:Bucket", bucket -> Verdict.violation("p", "is wrong")));
    assertEquals(Verdict.compliant(), stack.each("no:such:Type", it -> Verdict.violation("x")));
  }

  @Test
  void finds_resources_of_several_types_in_the_order_of_the_engine() {
    var types = List.of("aws:lambda/function:Function", "x:y:Tier", "aws:s3/bucket:Bucket");
    assertEquals(List.of(TIER, BUCKET, FUNCTION), stack.resources(types));
    assertEquals(List.of(TIER), stack.resources(List.of("x:y:Tier", "x:y:Tier", "x:y:None")));
    assertEquals(List.of(DATABASE, BUCKET, FUNCTION), stack.resources("aws:*"));
    assertEquals(List.of(TIER, BUCKET), stack.resources(List.of("x:y:T*", "*:Tier", "*:Bucket")));
  }

  @Test
  void takes_the_later_of_two_resources_of_one_urn_in_the_place_of_the_first() {
    var twice =
        new StackView(
            List.of(
                new StackResource(BUCKET, false, "", Set.of(), Map.of()),
                new StackResource(DATABASE, false, "", Set.of(), Map.of()),
                new StackResource(view("x:y:Other", "bucket"), false, "", Set.of(), Map.of())),
            Map.of());
    assertEquals(
        List.of("x:y:Other", DATABASE.type()),
        twice.resources().stream().map(ResourceView::type).toList());
    assertEquals(List.of(), twice.resources(BUCKET.type()));
  }

  private record Counted(String what, AtomicInteger times) implements Derived<Integer> {
    @Override
    public Integer from(StackView stack) {
      times.incrementAndGet();
      return stack.resources().size() + what.length();
    }
  }

  @Test
  void computes_once_for_all_rules_what_the_stack_alone_decides() {
    var times = new AtomicInteger();
    var first = stack.in(new RuleContext(StackFacts.NONE, Settings.NONE));
    var second = stack.in(new RuleContext(StackFacts.NONE, Settings.NONE));
    assertEquals(6, first.once(new Counted("a", times)));
    assertEquals(6, second.once(new Counted("a", times)));
    assertEquals(7, second.once(new Counted("ab", times)));
    assertEquals(2, times.get());
  }

  @Test
  void may_need_for_what_it_computes_what_it_computes_besides() {
    Derived<Integer> sum =
        view ->
            view.once(new Counted("a", new AtomicInteger()))
                + view.once(new Counted("ab", new AtomicInteger()));
    assertEquals(13, stack.once(sum));
  }

  @Test
  void makes_the_properties_of_a_resource_when_they_are_first_read_and_once() {
    var times = new AtomicInteger();
    var lazy =
        ResourceView.lazily(
            "x:y:Lazy",
            "lazy",
            "lazy",
            () -> {
              times.incrementAndGet();
              return PropertyValue.fields(Map.of("a", 1));
            });
    var seen =
        new StackView(
            List.of(new StackResource(lazy, false, "", Set.of(), Map.of())), Map.of("lazy", lazy));
    var found = seen.resource("lazy").orElseThrow();
    assertEquals(0, times.get());
    assertEquals(Optional.of(1.0), found.number("a").known());
    assertEquals(Optional.of(1.0), seen.in(RuleContext.NONE).inputsOf(found).number("a").known());
    assertEquals(1, times.get());
  }
}
