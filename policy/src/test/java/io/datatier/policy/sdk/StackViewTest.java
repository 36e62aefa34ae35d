package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
}
