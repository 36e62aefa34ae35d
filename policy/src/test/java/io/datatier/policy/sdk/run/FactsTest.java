package io.datatier.policy.sdk.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What rules are told besides properties, through the wire. */
final class FactsTest {

  private static final StackFacts FACTS =
      new StackFacts(
          "acme",
          "house",
          "eu-prod",
          true,
          Map.of("team", "doors"),
          Map.of("aws:region", "eu-west-1", "house:key", "hunter2"),
          Set.of("house:key"));

  private static final ResourceOptions OPTIONS =
      new ResourceOptions(
          true,
          List.of("colour"),
          Optional.of(false),
          List.of("key"),
          List.of("urn:pulumi:eu-prod::house::a:b:Door::old"),
          new ResourceOptions.Timeouts(
              Duration.ofSeconds(1),
              Duration.ofMillis(1500),
              Duration.ofMinutes(1),
              Duration.ofHours(1)),
          "urn:pulumi:eu-prod::house::a:b:House::home");

  private static final ResourceView PROVIDER =
      new ResourceView(
          "pulumi:providers:a",
          "urn:pulumi:eu-prod::house::pulumi:providers:a::mine",
          "mine",
          PropertyValue.fields(
              Map.of(
                  "region",
                  "eu-west-1",
                  "token",
                  new PropertyValue.Secret(PropertyValue.of("s3same")))));

  private static final ResourceView DOOR =
      new ResourceView(
              "a:b:Door", "urn:pulumi:eu-prod::house::a:b:Door::front", "front", Fields.NONE)
          .withOptions(OPTIONS)
          .withProvider(PROVIDER);

  private static SimulatedEngine engine(Function<ResourceView, Verdict> check) {
    var rule = Rule.named("looks").title("Looks").because("it can").on("a:b:Door", check);
    return new SimulatedEngine(
        PolicyPack.named("house", "1.0.0")
            .explained()
            .rules(rule.onStack(stack -> stack.each("a:b:Door", check))),
        FACTS,
        Clock.systemUTC());
  }

  /** What a resource check and a stack check are told by the same function. */
  private static List<Object> seen(Function<ResourceView, Object> look) {
    var seen = new ArrayList<>();
    var engine =
        engine(
            door -> {
              seen.add(look.apply(door));
              return Verdict.compliant();
            });
    engine.analyze(DOOR);
    engine.analyzeStack(List.of(new StackResource(DOOR, false, "", Set.of(), Map.of())));
    return seen;
  }

  private static List<Object> twice(Object fact) {
    return List.of(fact, fact);
  }

  @Test
  void tell_of_the_stack() {
    assertEquals(twice(FACTS), seen(ResourceView::stack));
    assertEquals("acme/house/eu-prod (preview)", FACTS.toString());
    assertEquals("//", StackFacts.NONE.toString());
  }

  @Test
  void tell_of_configuration_and_what_of_it_is_secret() {
    assertEquals(
        twice(Optional.of("eu-west-1")), seen(it -> it.stack().config("aws:region").known()));
    assertEquals(twice(false), seen(it -> it.stack().config("aws:region").isSecret()));
    assertEquals(twice(Optional.of("hunter2")), seen(it -> it.stack().config("house:key").known()));
    assertEquals(twice(true), seen(it -> it.stack().config("house:key").isSecret()));
    assertEquals(twice(false), seen(it -> it.stack().config("house:lock").isPresent()));
  }

  @Test
  void tell_of_the_resource_s_options() {
    assertEquals(twice(OPTIONS), seen(ResourceView::options));
    assertEquals(true, ResourceOptions.NONE.protect(true).protect());
    assertEquals(List.of("a"), ResourceOptions.NONE.ignoreChanges("a").ignoreChanges());
  }

  @Test
  void tell_of_the_provider() {
    assertEquals(twice(Optional.of(PROVIDER)), seen(ResourceView::provider));
  }

  @Test
  void tell_the_stack_by_the_urn_where_the_engine_tells_none() {
    assertEquals(twice(true), seen(door -> door.isInStack(List.of("prod", "*-prod"))));
    assertEquals(twice(false), seen(door -> door.isInStack(List.of("prod"))));
  }

  @Test
  void are_not_shown_where_they_are_secret() {
    var engine =
        engine(
            door ->
                Verdict.violation(
                    "is %s and %s in %s"
                        .formatted(
                            door.stack().config("house:key").known().orElse(""),
                            door.provider().orElseThrow().text("token").known().orElse(""),
                            door.stack().config("aws:region").known().orElse(""))));
    assertEquals(
        List.of("Looks\nis [secret] and [secret] in eu-west-1\nWhy: it can"),
        engine.analyze(DOOR).shown().stream().map(SimulatedEngine.Shown::message).toList());
    var crashing =
        engine(
            door -> {
              throw new IllegalStateException("with " + FACTS.config("house:key").known());
            });
    assertEquals(
        "could not be judged, because the rule crashed with java.lang.IllegalStateException",
        crashing.analyze(DOOR).shown().get(0).message().lines().toList().get(1));
    assertEquals(
        "could not be judged, because the rule crashed with "
            + "java.lang.IllegalStateException: with Optional[[secret]]",
        crashing
            .analyze(new ResourceView(DOOR.type(), DOOR.urn(), DOOR.name(), Fields.NONE))
            .shown()
            .get(0)
            .message()
            .lines()
            .toList()
            .get(1));
  }

  @Test
  void are_nothing_where_the_engine_says_nothing() {
    assertEquals(
        List.of(ResourceOptions.NONE, StackFacts.NONE, Optional.empty()),
        List.of(
            new ResourceView("t", "u", "n", Fields.NONE).options(),
            new ResourceView("t", "u", "n", Fields.NONE).stack(),
            new ResourceView("t", "u", "n", Fields.NONE).provider()));
  }
}
