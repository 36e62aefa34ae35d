package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrnTest {

  @Test
  void has_four_parts_of_which_the_last_may_look_like_more() {
    assertEquals(
        new Urn("prod", "campaign", "a:b:Parent$a:b:Door", "front::door"),
        Urn.parse("urn:pulumi:prod::campaign::a:b:Parent$a:b:Door::front::door"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prod", "urn:pulumi:prod::campaign::a:b:Door", "arn:a::b::c::d"})
  void is_empty_where_there_is_none(String text) {
    assertEquals(new Urn("", "", "", ""), Urn.parse(text));
  }
}
