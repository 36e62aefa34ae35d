package io.datatier.policy.sdk;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.Translation.Translated;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A crate that holds doors, each judged as a door and reported of the crate. */
final class TranslationTest {

  private static final String CRATE = "urn:pulumi:dev::house::house:index:Crate::crate";

  private static final Rule DOORS =
      Rule.named("doors-are-shut")
          .title("Doors are shut")
          .because("it is cold outside")
          .mandatory()
          .on("house:index:Door", TranslationTest::judge)
          .onStack(
              stack ->
                  stack.resources("house:index:Door").size() > 2
                      ? violation("the stack has too many doors")
                      : compliant());

  private static final PolicyPack PACK =
      PolicyPack.named("house", "1.2.3").rules(DOORS).translatedBy(TranslationTest::unpack);

  private static Verdict judge(ResourceView door) {
    return door.bool("shut")
        .whenKnown(shut -> shut ? compliant() : violation("is false"))
        .whenAbsent(violation("is not set"));
  }

  private static List<Map<String, List<Translated>>> unpack(
      List<ResourceView> resources, boolean made) {
    return Stream.of("doors", "orElse")
        .map(
            place ->
                resources.stream()
                    .filter(it -> it.type().equals("house:index:Crate"))
                    .filter(it -> !it.at(place).isAbsent())
                    .collect(toMap(ResourceView::urn, it -> doors(it.at(place)))))
        .filter(reading -> !reading.isEmpty())
        .toList();
  }

  private static List<Translated> doors(ValueView doors) {
    return doors.children().stream()
        .map(
            door ->
                new Translated(
                    new ResourceView(
                        "house:index:Door",
                        CRATE + "#" + door.path(),
                        "door",
                        PropertyValue.fields(Map.of("shut", door.bool("").known().orElse(false)))),
                    door.path(),
                    Map.of()))
        .toList();
  }

  private static ResourceView crate(Object... doors) {
    return new ResourceView(
        "house:index:Crate", CRATE, "crate", PropertyValue.fields(Map.of("doors", List.of(doors))));
  }

  private static List<String> shown(Stream<SimulatedEngine.Shown> shown) {
    return shown
        .map(it -> it.urn() + " " + it.message().lines().skip(1).findFirst().orElse(""))
        .toList();
  }

  @Test
  void reports_what_is_wrong_with_a_part_of_the_whole_and_where() {
    var engine = new SimulatedEngine(PACK, false);
    assertEquals(
        List.of(CRATE + " doors[1].shut is false"),
        shown(engine.analyze(crate(true, false)).shown().stream()));
  }

  @Test
  void skips_a_rule_only_where_every_part_does() {
    var engine = new SimulatedEngine(PACK, false);
    assertEquals(Map.of(), engine.analyze(crate(true)).notApplicable());
    assertEquals(Set.of("doors-are-shut"), engine.analyze(crate()).notApplicable().keySet());
  }

  @Test
  void shows_stack_checks_the_parts_and_the_whole() {
    var engine = new SimulatedEngine(PACK, false);
    var crate = crate(true, true, true);
    engine.analyze(crate);
    var stack = List.of(new StackResource(crate, false, "", Set.of(), Map.of()));
    assertEquals(1, engine.analyzeStack(stack).shown().size());
    assertEquals(
        List.of(),
        engine
            .analyzeStack(
                List.of(
                    new StackResource(
                        crate.withProperties(Fields.NONE), false, "", Set.of(), Map.of())))
            .shown());
  }

  @Test
  void shows_stack_checks_a_stack_of_which_nothing_is_translated() {
    var doors =
        IntStream.range(0, 3)
            .mapToObj(
                number ->
                    new ResourceView(
                        "house:index:Door",
                        "urn:pulumi:dev::house::house:index:Door::d" + number,
                        "d" + number,
                        PropertyValue.fields(Map.of("shut", true))))
            .map(door -> new StackResource(door, false, "", Set.of(), Map.of()))
            .toList();
    assertEquals(1, new SimulatedEngine(PACK, false).analyzeStack(doors).shown().size());
  }

  @Test
  void judges_each_way_in_which_a_resource_may_be_read_and_never_two_at_once() {
    var engine = new SimulatedEngine(PACK, false);
    var either =
        crate()
            .withProperties(
                PropertyValue.fields(
                    Map.of("doors", List.of(true, true), "orElse", List.of(true, false))));
    var stack = List.of(new StackResource(either, false, "", Set.of(), Map.of()));
    assertEquals(
        List.of(CRATE + " orElse[1].shut is false"),
        shown(engine.analyze(either).shown().stream()));
    assertEquals(List.of(), engine.analyzeStack(stack).shown());
    var larger =
        either.withProperties(
            PropertyValue.fields(
                Map.of("doors", List.of(true, true), "orElse", List.of(true, true, true))));
    engine.analyze(larger);
    assertEquals(
        1,
        engine
            .analyzeStack(List.of(new StackResource(larger, false, "", Set.of(), Map.of())))
            .shown()
            .size());
  }
}
