package io.datatier.rehearsal.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.rehearsal.fault.Call.Kind;
import io.datatier.rehearsal.fault.Effect.DieAfter;
import io.datatier.rehearsal.fault.Effect.DieBefore;
import io.datatier.rehearsal.fault.Effect.Fail;
import io.datatier.rehearsal.fault.Effect.Slow;
import io.datatier.rehearsal.fault.Effect.Throttle;
import io.datatier.rehearsal.fault.Occasion.Nth;
import io.datatier.rehearsal.fault.Occasion.OneIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultFileTest {

  private static final Call CALL = new Call(Kind.CREATE, "aws:rds/proxy:Proxy", "main");

  private static final Faults EVERYTHING =
      new Faults(
          7,
          List.of(
              Fault.once(CALL, new Fail("InternalFailure", "What?")),
              new Fault(Target.ANY, new OneIn(20), new Throttle(3)),
              new Fault(
                  new Target(Optional.of(Kind.READ), Optional.empty(), Optional.empty()),
                  new Nth(4),
                  new Slow(Duration.ofMinutes(2))),
              new Fault(Target.ANY, new Nth(1), new DieBefore()),
              new Fault(Target.ANY, new Nth(1), new DieAfter()),
              new Fault(Target.ANY, new Nth(1), new Effect.Silent())));

  @Test
  void is_read_as_it_was_written(@TempDir Path folder) throws IOException {
    var file = folder.resolve("faults.json");
    EVERYTHING.write(file);
    assertEquals(EVERYTHING, Faults.read(file));
  }

  @Test
  void says_only_what_differs_from_the_defaults() {
    assertEquals(
        new Faults(0, List.of(new Fault(Target.ANY, new Nth(1), Fail.INTERNAL))),
        Faults.parse("{\"faults\": [{}]}"));
  }

  @Test
  void names_everything_that_is_wrong_with_it() {
    var text =
        """
        {"sed": 7, "seed": 1.5, "faults": [
          {"call": "make", "type": "aws:rds/prxy:Proxy", "resource": " ", "nth": 0},
          {"fault": "explode", "oneIn": 5, "nth": 2},
          {"fault": "slow", "times": 3, "seconds": 90000},
          {"fault": "throttle", "code": "Throttling", "times": "often"},
          []]}""";
    assertEquals(
        """
        sed is not a key here; allowed: seed, faults
        faults[0].type must be a resource type of the aws provider 6.83.0, such as aws:rds/proxy:Proxy, but is aws:rds/prxy:Proxy
        faults[0].call must be one of create, read, update, delete, but is "make"
        faults[0].resource must be a non-empty text, but is " "
        faults[0].nth must be a whole number from 1 to 2147483647, but is 0
        faults[1].fault must be one of fail, throttle, slow, die-before, die-after, silent, but is "explode"
        faults[1].oneIn cannot be given together with nth
        faults[2].times is not a key here; allowed: call, type, resource, nth, oneIn, fault, seconds
        faults[2].seconds must be a whole number from 1 to 86400, but is 90000
        faults[3].code is not a key here; allowed: call, type, resource, nth, oneIn, fault, times
        faults[3].times must be a whole number from 1 to 2147483647, but is "often"
        faults[4] must be an object: {...}
        seed must be a whole number from -9223372036854775808 to 9223372036854775807, but is 1.5"""
            .lines()
            .toList(),
        problems(text));
  }

  @Test
  void must_hold_a_list() {
    for (var text : List.of("{}", "{\"faults\": {}}")) {
      assertEquals(List.of("faults must be a list: [...]"), problems(text));
    }
  }

  @Test
  void must_be_json() {
    assertEquals(List.of("the file is not JSON at line 1 column 12"), problems("{\"faults\": }"));
    assertEquals(
        List.of("the file must be an object: {...}", "faults must be a list: [...]"),
        problems("[]"));
  }

  private static List<String> problems(String text) {
    var invalid = assertThrows(InvalidFaults.class, () -> Faults.parse(text));
    return String.valueOf(invalid.getMessage()).lines().toList();
  }

  @Test
  void is_as_the_documentation_shows_it() throws IOException {
    var page = Files.readString(Path.of("../docs/rehearsal.md"));
    var example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertEquals(true, example.find(), "an example in docs/rehearsal.md");
    assertEquals(
        new Faults(
            7,
            List.of(
                new Fault(
                    new Target(
                        Optional.of(Kind.CREATE),
                        Optional.of("aws:rds/proxy:Proxy"),
                        Optional.empty()),
                    new Nth(1),
                    new Fail("InsufficientSubnets", "Subnets are too small")),
                new Fault(
                    new Target(
                        Optional.of(Kind.DELETE),
                        Optional.empty(),
                        Optional.of("campaign-postgres-dev-instance")),
                    new Nth(1),
                    new DieAfter()),
                new Fault(Target.ANY, new OneIn(20), new Throttle(3)))),
        Faults.parse(example.group(1)));
  }
}
