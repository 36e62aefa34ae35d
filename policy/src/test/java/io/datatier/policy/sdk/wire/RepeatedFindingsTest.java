package io.datatier.policy.sdk.wire;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Translation;
import io.datatier.policy.sdk.Translation.Translated;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
import io.datatier.policy.sdk.wire.SimulatedEngine.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule may come to the same words by the resource and by the stack; they are said once. */
final class RepeatedFindingsTest {

  private static final String DOOR = "a:b:Door";
  private static final Violation OPEN = violation("shut", "is false");

  private static final ResourceView FRONT = door("front");
  private static final ResourceView BACK = door("back");

  private static ResourceView door(String name) {
    return new ResourceView(
        DOOR,
        "urn:pulumi:dev::house::a:b:Door::" + name,
        name,
        PropertyValue.fields(Map.of("shut", false)));
  }

  private static List<StackResource> stack(ResourceView... doors) {
    return List.of(doors).stream()
        .map(door -> new StackResource(door, false, "", Set.of(), Map.of()))
        .toList();
  }

  private static SimulatedEngine engine(
      Function<ResourceView, Verdict> inResource, Function<ResourceView, Verdict> inStack) {
    return engine(Translation.NONE, inResource, inStack);
  }

  private static SimulatedEngine engine(
      Translation translation,
      Function<ResourceView, Verdict> inResource,
      Function<ResourceView, Verdict> inStack) {
    var rule =
        Rule.named("doors-are-shut")
            .title("Doors are shut")
            .mandatory()
            .on(DOOR, inResource)
            .onStack(stack -> stack.each(DOOR, inStack));
    var pack = PolicyPack.named("house", "1.0.0").translatedBy(translation).rules(rule);
    return new SimulatedEngine(pack, false);
  }

  private static List<String> said(Answer answer) {
    return answer.shown().stream()
        .map(
            it ->
                "%s %s: %s"
                    .formatted(
                        it.level(),
                        it.urn().substring(it.urn().lastIndexOf(':') + 1),
                        it.message().replace("Doors are shut\n", "")))
        .toList();
  }

  @Test
  void the_stack_does_not_repeat_what_was_said_of_a_resource() {
    var engine = engine(door -> OPEN, door -> OPEN);
    assertEquals(List.of("MANDATORY front: shut is false"), said(engine.analyze(FRONT)));
    var answer = engine.analyzeStack(stack(FRONT));
    assertEquals(List.of(), said(answer));
    assertEquals(
        Map.of(
            "doors-are-shut", "was reported with the resources",
            "exemptions", "nothing is exempt"),
        answer.notApplicable());
  }

  @Test
  void the_stack_says_what_is_new_of_a_resource_and_of_others() {
    var engine = engine(door -> OPEN, door -> Verdict.all(OPEN, violation("lock", "is not set")));
    engine.analyze(FRONT);
    var answer = engine.analyzeStack(stack(FRONT, BACK));
    assertEquals(
        List.of(
            "MANDATORY front: lock is not set",
            "MANDATORY back: shut is false",
            "MANDATORY back: lock is not set"),
        said(answer));
    assertEquals(Map.of("exemptions", "nothing is exempt"), answer.notApplicable());
  }

  @Test
  void what_was_advised_is_said_again_where_it_stops_the_stack_but_not_the_other_way() {
    var harder = engine(door -> OPEN.advise(), door -> OPEN);
    assertEquals(List.of("ADVISORY front: shut is false"), said(harder.analyze(FRONT)));
    assertEquals(
        List.of("MANDATORY front: shut is false"), said(harder.analyzeStack(stack(FRONT))));
    var softer = engine(door -> OPEN, door -> OPEN.advise());
    softer.analyze(FRONT);
    assertEquals(List.of(), said(softer.analyzeStack(stack(FRONT))));
  }

  @Test
  void one_answer_says_the_same_words_once() {
    var words = violation("", "the front is open");
    var twice =
        Verdict.all(
            new Violation("shut", words.message(), true, "", false),
            new Violation("lock", words.message(), true, "", false));
    assertEquals(
        List.of("MANDATORY front: the front is open"),
        said(engine(door -> twice, door -> compliant()).analyze(FRONT)));
    assertEquals(
        List.of("MANDATORY front: the front is open"),
        said(engine(door -> compliant(), door -> twice).analyzeStack(stack(FRONT))));
  }

  @Test
  void parts_of_one_resource_say_the_same_words_once() {
    var house =
        new ResourceView(
            "a:b:House", "urn:pulumi:dev::house::a:b:House::h", "h", FRONT.properties());
    var engine = engine(wings(""), door -> OPEN, door -> OPEN);
    assertEquals(List.of("MANDATORY h: shut is false"), said(engine.analyze(house)));
    assertEquals(List.of(), said(engine.analyzeStack(stack(house))));
    var written = violation("shut", "the front is open").asWritten();
    assertEquals(
        List.of("MANDATORY h: the front is open"),
        said(engine(wings("wing"), door -> written, door -> compliant()).analyze(house)));
  }

  private static Translation wings(String place) {
    return (resources, made) ->
        List.of(
            resources.stream()
                .filter(it -> it.type().equals("a:b:House"))
                .collect(
                    toMap(
                        ResourceView::urn,
                        house ->
                            Stream.of("left", "right")
                                .map(
                                    wing ->
                                        new ResourceView(
                                            DOOR,
                                            house.urn() + "#" + wing,
                                            wing,
                                            house.properties()))
                                .map(wing -> new Translated(wing, place, Map.of()))
                                .toList())));
  }

  @Test
  void a_resource_that_is_shown_again_is_refused_again() {
    var engine = engine(door -> OPEN, door -> compliant());
    for (var time = 0; time < 2; time++) {
      assertEquals(List.of("MANDATORY front: shut is false"), said(engine.analyze(FRONT)));
    }
  }

  @Test
  void a_stack_that_is_asked_about_again_gets_the_same_answer() {
    var engine = engine(door -> compliant(), door -> OPEN);
    engine.analyze(FRONT);
    for (var time = 0; time < 2; time++) {
      assertEquals(
          List.of("MANDATORY front: shut is false"), said(engine.analyzeStack(stack(FRONT))));
    }
  }
}
