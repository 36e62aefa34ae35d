package io.datatier.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaxConnectionsTest {

  @ParameterizedTest
  @CsvSource({
    "db.t3.micro,    87,   87,   seen on this class",
    "db.t3.small,    187,  198,  seen on this class",
    "db.t3.medium,   405,  405,  seen on this class",
    "db.t4g.micro,   86,   109,  by the default formula",
    "db.t4g.small,   173,  218,  by the default formula",
    "db.t4g.medium,  346,  437,  by the default formula",
    "db.r6g.large,   1387, 1748, by the default formula",
    "db.r6g.xlarge,  2775, 3496, by the default formula",
    "db.r6g.2xlarge, 5000, 5000, by the default formula"
  })
  void are_what_was_seen_or_what_the_formula_allows(
      String instanceClass, int least, int most, String origin) {
    var limit = MaxConnections.of(InstanceHardware.of(instanceClass).orElseThrow());
    assertEquals(new ConnectionRange(least, most), limit.range());
    assertEquals(origin, limit.origin().toString());
  }

  /**
   * The table of the Aurora user guide, "Maximum connections to an Aurora PostgreSQL DB instance".
   */
  @ParameterizedTest
  @CsvSource({
    "db.t4g.medium, 405",
    "db.t4g.large, 844",
    "db.t3.large, 844",
    "db.r5.large, 1600",
    "db.r5.xlarge, 3300",
    "db.r6g.large, 1722",
    "db.r6g.xlarge, 3479",
    "db.r6g.4xlarge, 5000"
  })
  void hold_what_aws_lists_for_aurora(String instanceClass, int listed) {
    var range = MaxConnections.of(InstanceHardware.of(instanceClass).orElseThrow()).range();
    assertTrue(range.least() <= listed && listed <= range.most(), range.toString());
  }

  @Test
  void are_exact_where_the_parameter_group_sets_them() {
    assertEquals(ConnectionRange.exactly(300), MaxConnections.set(300).range());
    assertEquals(ConnectionRange.exactly(295), MaxConnections.set(300).ordinary());
    assertThrows(InvalidValue.class, () -> MaxConnections.set(5));
  }

  @Test
  void are_known_for_these_families() {
    assertEquals(
        List.of(
            "db.t3", "db.t4g", "db.m5", "db.m6g", "db.m6i", "db.m7g", "db.r5", "db.r6g", "db.r6i",
            "db.r7g"),
        InstanceHardware.families());
    assertEquals(Optional.empty(), InstanceHardware.of("db.x2g.large"));
  }

  @Test
  void grow_with_the_size_of_a_class() {
    for (var family : InstanceHardware.families()) {
      var sizes = InstanceHardware.of(family + ".large").orElseThrow().family();
      var limits = sizes.stream().map(it -> MaxConnections.of(it).range()).toList();
      for (var index = 1; index < limits.size(); index++) {
        assertTrue(limits.get(index - 1).least() <= limits.get(index).least(), family);
        assertTrue(limits.get(index - 1).most() <= limits.get(index).most(), family);
      }
    }
  }

  @Test
  void have_a_lower_bound_that_is_not_above_the_upper_one() {
    assertThrows(InvalidValue.class, () -> new ConnectionRange(2, 1));
    assertThrows(InvalidValue.class, () -> new ConnectionRange(-1, 1));
  }
}
