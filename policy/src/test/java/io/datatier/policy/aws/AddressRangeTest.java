package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, true, true",
    "128.0.0.0/1, true, true",
    "8.0.0.0/7, true, true",
    "10.0.0.0/8, false, true",
    "10.0.0.0/16, false, true",
    "10.0.0.0/17, false, false",
    "192.0.2.7/32, false, false",
    "::/0, true, true",
    "2000::/3, true, true",
    "2600::/15, true, true",
    "2600::/16, false, true",
    "fc00::/7, false, true",
    "fd00::/8, false, true",
    "f000::/4, true, true",
    "2600:1f18::/56, false, true",
    "2600:1f18::/57, false, false",
    "2600:1f18::1/128, false, false"
  })
  void knows_the_world_and_the_size_of_a_vpc(String text, boolean world, boolean vpc) {
    var range = AddressRange.of(text);
    assertEquals(Optional.of(world), range.map(AddressRange::isWorld));
    assertEquals(Optional.of(vpc), range.map(AddressRange::isAsLargeAsVpc));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16, 10.0.0.0/16, true",
    "10.0.0.0/16, 10.0.255.0/24, true",
    "10.0.99.99/16, 10.0.1.0/24, true",
    "10.0.0.0/16, 10.1.0.0/24, false",
    "10.0.1.0/24, 10.0.0.0/16, false",
    "0.0.0.0/0, 2600::/16, false",
    "2600::/16, 2600:1f18::/56, true",
    "2600::/16, 2601::/56, false"
  })
  void knows_what_is_inside(String outer, String inner, boolean expected) {
    var other = AddressRange.of(inner).orElseThrow();
    assertEquals(Optional.of(expected), AddressRange.of(outer).map(it -> it.contains(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anywhere",
        "10.0.0.0",
        "10.0.0/8",
        "10.0.0.256/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "::/129",
        ":/0",
        "1:2/64",
        "example.com/0",
        "abcd/16"
      })
  void knows_what_is_no_range(String text) {
    assertEquals(Optional.empty(), AddressRange.of(text));
  }
}
