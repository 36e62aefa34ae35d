package io.datatier.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any record of settings can say of its keys. */
final class ConfigReadingTest {

  record Car(
      @ByDefault("4") @Between(least = "1", most = "9", unit = "seats") int seats,
      Optional<String> color) {}

  record Values(
      @Required("how long") Duration pause,
      @Required("how much") Percent share,
      @Required("whether") boolean open,
      OptionalInt count,
      List<Percent> steps,
      Map<String, String> labels) {}

  @ChosenBy(key = "drive", byDefault = "electric", allows = "; what moves it")
  sealed interface Drive {

    @Alternative(named = "electric", refuses = "is for fuel; a battery has none")
    record Electric(@ByDefault("50") int kilowattHours) implements Drive {}

    @Alternative(named = "fuel", refuses = "is for electric; a tank has none")
    record Fuel(@ByDefault("60") int liters) implements Drive {}
  }

  record Vehicle(@Flat Drive drive, @ByDefault("2") int doors) {}

  sealed interface Way {

    @Alternative(title = "A train", refuses = "belongs to a bus, but rails ask for a train")
    record Train(@Required("for the rails") String rails) implements Way {}

    @Alternative(
        title = "A bus",
        under = "bus",
        allows = "a bus",
        refuses = "belongs to a train, but bus asks for one")
    record Bus(@ByDefault("40") int seats) implements Way {}
  }

  record Journey(@Required("give rails or bus") Way way) {}

  record Shelf(
      @ByDefault("3") int boards, @ByDefault("1") int books, @FromContext Optional<Integer> most) {

    @Rule
    static void fit(int books, int boards) {
      if (books > boards) {
        throw new InvalidValue(books, "not exceed the boards, " + boards);
      }
    }
  }

  record Library(@FromContext String town, List<Stand> stands, @ByDefault("2") int most) {}

  record Stand(@Required("its name") @Unique("stands") String name, @ByDefault("1") int size) {

    @Rule
    static void isSmall(int size, @OfStack int most) {
      if (size > most) {
        throw new InvalidValue(size, "be at most " + most);
      }
    }
  }

  record Kiosk(
      @ByDefault("1") int size,
      @Unless(given = "car.color", refuses = "is for a car without a color") Optional<String> sign,
      Car car) {}

  @Test
  void reads_what_is_given_or_else_the_declared_default() {
    assertEquals(new Car(2, Optional.of("red")), read(Car.class, "seats", "2", "color", "red"));
    assertEquals(new Car(4, Optional.empty()), read(Car.class));
    assertEquals(new Car(4, Optional.empty()), Defaults.of(Car.class));
  }

  @Test
  void turns_values_into_what_they_stand_for() {
    assertEquals(
        new Values(
            Duration.ofMinutes(3),
            new Percent(7),
            true,
            OptionalInt.of(3),
            List.of(new Percent(1), new Percent(2)),
            Map.of("A", "1")),
        read(
            Values.class,
            "pause",
            "3m",
            "share",
            "7",
            "open",
            "true",
            "count",
            "3",
            "steps",
            "[1, 2]",
            "labels",
            "{\"A\": 1}"));
  }

  @Test
  void misses_what_is_required_and_refuses_what_is_written_otherwise() {
    assertEquals(
        List.of(
            "car:pause is \"3\", but must be a duration such as 90s, 30m or 1h",
            "car:share is missing: how much",
            "car:open is \"perhaps\", but must be true or false",
            "car:steps[1] is \"x\", but must be a whole number",
            "car:steps[2] is 101, but must be 0 to 100 %",
            "car:labels is \"none\", but must be an object"),
        faults(
            Values.class,
            "pause",
            "3",
            "open",
            "perhaps",
            "steps",
            "[1, \"x\", 101]",
            "labels",
            "none"));
  }

  @Test
  void holds_values_to_their_bounds_whoever_gives_them() {
    assertEquals(
        List.of("car:seats is \"10\", but must be 1 to 9 seats"), faults(Car.class, "seats", "10"));
    assertEquals(
        "\"10\" must be 1 to 9 seats",
        assertThrows(InvalidValue.class, () -> Constraints.check(Car.class, 10, Optional.empty()))
            .getMessage());
  }

  @Test
  void reads_the_alternative_that_a_key_names_from_beside_it() {
    assertEquals(new Vehicle(new Drive.Electric(50), 2), read(Vehicle.class));
    assertEquals(
        new Vehicle(new Drive.Fuel(45), 5),
        read(Vehicle.class, "drive", "fuel", "liters", "45", "doors", "5"));
    assertEquals(
        List.of("car:liters is for fuel; a battery has none"),
        faults(Vehicle.class, "liters", "45"));
  }

  @Test
  void blames_no_key_for_an_alternative_that_nobody_knows() {
    assertEquals(
        List.of(
            "car:drive is \"steam\", but must be electric or fuel",
            "car:liters is \"many\", but must be a whole number"),
        faults(Vehicle.class, "drive", "steam", "liters", "many", "kilowattHours", "3"));
  }

  @Test
  void reads_the_alternative_of_which_a_key_is_given() {
    assertEquals(
        new Journey(new Way.Bus(9)), read(Journey.class, "way", "{\"bus\": {\"seats\": 9}}"));
    assertEquals(
        List.of("car:way.rails is missing: give rails or bus"), faults(Journey.class, "way", "{}"));
    assertEquals(
        List.of("car:way.bus belongs to a bus, but rails ask for a train"),
        faults(Journey.class, "way", "{\"rails\": \"wide\", \"bus\": {}}"));
  }

  @Test
  void asks_rules_once_their_values_have_no_fault_of_their_own() {
    assertEquals(
        List.of("car:books is \"5\", but must not exceed the boards, 3"),
        faultsOf(Shelf.class, Map.of("most", Optional.empty()), "books", "5"));
    assertEquals(
        List.of("car:boards is \"none\", but must be a whole number"),
        faultsOf(Shelf.class, Map.of("most", Optional.empty()), "books", "5", "boards", "none"));
  }

  @Test
  void asks_rules_about_other_records_and_names_every_element() {
    assertEquals(
        List.of(
            "car:stands[0].size is 3, but must be at most 2",
            "car:stands[1].name is \"a\", but must be listed once"),
        faultsOf(
            Library.class,
            Map.of("town", "Ulm"),
            "stands",
            "[{\"name\": \"a\", \"size\": 3}, {\"name\": \"a\"}]"));
  }

  @Test
  void refuses_a_key_beside_another_and_reads_on_without_it() {
    assertEquals(
        List.of("car:sign is for a car without a color"),
        faults(Kiosk.class, "sign", "open", "car", "{\"color\": \"red\"}"));
  }

  @Test
  void refuses_keys_that_are_not_declared_and_asks_which_was_meant() {
    assertEquals(
        List.of(
            "car:colour is not a known key; did you mean car:color?",
            "car:wheels is not a known key; known keys: seats, color"),
        faults(Car.class, "colour", "red", "wheels", "4"));
  }

  private static <R extends Record> R read(Class<R> type, String... config) {
    var reading = new ConfigReading(List.of(), Set.of());
    var result = reading.read(type, "car", config(config), Map.of());
    assertEquals(List.of(), reading.faults());
    return result.orElseThrow();
  }

  private static List<String> faults(Class<? extends Record> type, String... config) {
    return faultsOf(type, Map.of(), config);
  }

  private static List<String> faultsOf(
      Class<? extends Record> type, Map<String, Object> told, String... config) {
    var reading = new ConfigReading(List.of(), Set.of());
    assertEquals(Optional.empty(), reading.read(type, "car", config(config), told));
    return reading.faults().stream().map(Fault::toString).toList();
  }

  private static Map<String, String> config(String... config) {
    var result = new java.util.LinkedHashMap<String, String>();
    for (var index = 0; index < config.length; index += 2) {
      result.put("car:" + config[index], config[index + 1]);
    }
    return result;
  }
}
