package io.datatier.adoption;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AdoptionConfigurationTest {

  @Test
  void refuses_an_empty_id() {
    assertEquals(
        List.of(
            "datatier:adopted.subnetGroup is \"\", but must be a name as AWS shows it: 1 to 512"
                + " characters without leading or trailing blanks"),
        LEAST.with("adopted", "{instance: orders, subnetGroup: ''}").complaints());
  }

  @Test
  void asks_whether_a_mistyped_key_meant_another() {
    assertEquals(
        List.of("datatier:adopted.proxi is not a known key; did you mean datatier:adopted.proxy?"),
        LEAST.with("adopted", "{proxi: campaign}").complaints());
  }

  @Test
  void refuses_an_id_of_another_kind() {
    assertEquals(
        List.of(
            "datatier:adopted.databaseSecurityGroup is \"rds\", but must be a security group id:"
                + " sg- and 8 or 17 hexadecimal digits"),
        LEAST.with("adopted", "{databaseSecurityGroup: rds}").complaints());
  }

  @Test
  void refuses_a_proxy_without_its_instance() {
    assertEquals(
        List.of("datatier:adopted.proxy is \"campaign\", but must come with instance"),
        LEAST.with("adopted", "{proxy: campaign}").complaints());
  }

  @Test
  void refuses_a_range_in_place_of_a_rules_id() {
    assertEquals(
        List.of(
            "datatier:adopted.ingressRules[0] is \"10.40.0.0/16\", but must be a security group"
                + " rule's id: sgr- and 8 or 17 hexadecimal digits"),
        LEAST.with("adopted", "{ingressRules: [10.40.0.0/16]}").complaints());
  }
}
