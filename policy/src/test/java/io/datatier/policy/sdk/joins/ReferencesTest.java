package io.datatier.policy.sdk.joins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.RuleContext;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferencesTest {

  private static final String QUEUE = "a:b:Queue";
  private static final String READER = "a:b:Reader";
  private static final Unknown LATER = new Unknown(Unknown.Kind.TEXT);

  private static final StackView stack =
      new StackView(
          List.of(
              node(QUEUE, "orders", Map.of("arn", "arn:x:y::queue/orders-1"), Map.of()),
              node(QUEUE, "bills", Map.of("name", "bills-1"), Map.of()),
              node(READER, "by-arn", Map.of("of", "arn:x:y::queue/orders-1"), Map.of()),
              node(READER, "by-last-part", Map.of("of", List.of("orders-1", "bills-1")), Map.of()),
              node(READER, "by-origin", Map.of("of", LATER), Map.of("of", Set.of("bills"))),
              node(READER, "by-nothing", Map.of("of", List.of("orders-1", LATER)), Map.of()),
              node(READER, "of-another-stack", Map.of("of", "elsewhere"), Map.of())),
          Map.of());

  private static StackResource node(
      String type, String name, Map<String, ?> properties, Map<String, Set<String>> sources) {
    var view = new ResourceView(type, name, name, PropertyValue.fields(properties));
    return new StackResource(view, false, "", Set.of(), sources);
  }

  private static Referred from(String reader) {
    return References.to(stack, QUEUE).from(stack.resource(reader).orElseThrow(), "of");
  }

  @Test
  void know_a_resource_by_what_others_call_it_and_by_what_they_are_computed_from() {
    assertEquals(new Referred(Set.of("orders"), Set.of(), Optional.empty()), from("by-arn"));
    assertEquals(
        new Referred(Set.of("orders", "bills"), Set.of(), Optional.empty()), from("by-last-part"));
    assertEquals(new Referred(Set.of(), Set.of("bills"), Optional.empty()), from("by-origin"));
    assertEquals(
        new Referred(Set.of("orders"), Set.of(), Optional.of("of[1]")), from("by-nothing"));
    assertEquals(
        new Referred(Set.of("elsewhere"), Set.of(), Optional.empty()), from("of-another-stack"));
  }

  private static List<String> names(List<Referrers.Referrer> referrers) {
    return referrers.stream().map(it -> it.resource().name()).toList();
  }

  @Test
  void tell_who_refers_to_a_resource_and_who_may() {
    var readers = References.to(stack, QUEUE).by(READER, "of");
    assertEquals(List.of("by-arn", "by-last-part", "by-nothing"), names(readers.to("orders")));
    assertEquals(List.of("by-last-part", "by-origin"), names(readers.to("bills")));
    assertEquals(List.of("of-another-stack"), names(readers.to("elsewhere")));
    assertEquals(List.of(), names(readers.to("nobody")));
    assertEquals(List.of("by-nothing"), names(readers.open()));
  }

  @Test
  void are_found_once_for_all_rules_of_a_run() {
    var other = stack.in(RuleContext.NONE);
    assertSame(References.to(stack, QUEUE, READER), References.to(other, READER, QUEUE));
    assertSame(
        References.to(stack, QUEUE).by(READER, "of"), References.to(other, QUEUE).by(READER, "of"));
  }
}
