package io.datatier.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.Section.Alternative;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ConfigObjectTest {

  private static final Setting<Integer> SEATS = Setting.integer("seats").byDefault("4");
  private static final Setting<String> COLOR = Setting.text("color");

  @Test
  void reads_what_is_given_or_else_the_declared_default() {
    var car = Section.of("car", "", SEATS);

    assertEquals(Optional.of(2), read(car, Map.of("car:seats", "2"), it -> it.read(SEATS)));
    assertEquals(Optional.of(4), read(car, Map.of(), it -> it.read(SEATS)));
  }

  @Test
  void finds_nothing_where_nothing_is_given_and_there_is_no_default() {
    var car = Section.of("car", "", COLOR);

    assertEquals(Optional.empty(), read(car, Map.of(), it -> it.read(COLOR)));
  }

  @Test
  void turns_values_into_what_they_stand_for() {
    var wait = Setting.duration("wait");
    var share = Setting.integer("share", Percent::new);
    var open = Setting.bool("open");
    var car = Section.of("car", "", wait, share, open);

    assertEquals(
        List.of(Duration.ofMinutes(3), new Percent(7), true),
        read(
            car,
            Map.of("car:wait", "3m", "car:share", "7", "car:open", "true"),
            it ->
                List.of(
                    it.read(wait).orElseThrow(),
                    it.read(share).orElseThrow(),
                    it.read(open).orElseThrow())));
  }

  @Test
  void reads_a_default_through_whoever_uses_it() {
    var refused = new ConfigReading(List.of(), Set.of());
    refused.namespace(
        Section.of("car", "", SEATS), Map.of(), it -> it.read(SEATS, many -> new Percent(-many)));

    assertEquals(
        List.of("car:seats is \"4\", but must be a whole percentage from 0 to 100"),
        refused.faults().stream().map(Fault::toString).toList());
  }

  @Test
  void misses_what_an_alternative_requires_and_refuses_what_another_has() {
    var rails = COLOR.required("for the rails");
    var train = Alternative.of("", rails);
    var bus = Alternative.of("", SEATS);
    var reading = new ConfigReading(List.of(), Set.of());
    reading.namespace(
        Section.either("car", "", train, bus),
        Map.of("car:seats", "2"),
        it -> {
          it.settleOn(train, "is for a bus");
          return it.read(rails);
        });

    assertEquals(
        List.of("car:seats is for a bus", "car:color is missing: for the rails"),
        reading.faults().stream().map(Fault::toString).toList());
  }

  @Test
  void fails_at_the_call_that_reads_a_key_which_is_not_declared() {
    var car = Section.of("car", "", SEATS);
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> read(car, Map.of(), it -> it.read(COLOR)));

    assertEquals("car:color is not declared", failure.getMessage());
  }

  @Test
  void fails_if_a_declared_key_is_never_read() {
    var car = Section.of("car", "", SEATS, COLOR);
    var failure =
        assertThrows(IllegalStateException.class, () -> read(car, Map.of(), it -> it.read(SEATS)));

    assertEquals("car:color is declared but was not read", failure.getMessage());
  }

  private static <T> T read(
      Section section, Map<String, String> config, Function<ConfigObject, T> use) {
    var reading = new ConfigReading(List.of(), Set.of());
    var result = reading.namespace(section, config, use);
    assertEquals(List.of(), reading.faults());
    return result;
  }
}
