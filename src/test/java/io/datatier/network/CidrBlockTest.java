package io.datatier.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrBlockTest {

  @Test
  void divides_into_sixteen_that_do_not_overlap() {
    var block = new CidrBlock("10.20.4.0/22");
    assertEquals(
        List.of(
            "10.20.4.0/26",
            "10.20.4.64/26",
            "10.20.4.128/26",
            "10.20.4.192/26",
            "10.20.5.0/26",
            "10.20.5.64/26",
            "10.20.5.128/26",
            "10.20.5.192/26",
            "10.20.6.0/26",
            "10.20.6.64/26",
            "10.20.6.128/26",
            "10.20.6.192/26",
            "10.20.7.0/26",
            "10.20.7.64/26",
            "10.20.7.128/26",
            "10.20.7.192/26"),
        IntStream.range(0, CidrBlock.MOST_SUBNETS).mapToObj(block::subnet).toList());
  }

  @Test
  void has_no_seventeenth_subnet() {
    assertThrows(InvalidValue.class, () -> new CidrBlock("10.20.0.0/16").subnet(16));
  }

  @Test
  void reaches_the_end_of_the_address_space() {
    assertEquals("255.255.240.0/20", new CidrBlock("255.255.0.0/16").subnet(15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.20.0.0",
        "10.20.0.0/15",
        "10.20.0.0/23",
        "10.20.1.0/16",
        "10.256.0.0/16",
        "10.20.0/16",
        "fd00::/16",
        ""
      })
  void refuses_what_is_no_lawful_range(String block) {
    assertThrows(InvalidValue.class, () -> new CidrBlock(block));
  }
}
