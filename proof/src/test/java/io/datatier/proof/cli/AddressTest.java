package io.datatier.proof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AddressTest {

  @Test
  void is_a_host_with_or_without_a_port() {
    assertEquals(
        List.of(
            Optional.of(new Address("db.example.com", 5432)),
            Optional.of(new Address("db", 6432)),
            Optional.of(new Address("[::1]", 15499))),
        Stream.of("db.example.com", "db:6432", "[::1]:15499").map(Address::of).toList());
    assertEquals(
        List.of(),
        Stream.of("h:abc", "h:", ":5432", "::1", "h:0", "h:65536", "", "a b", "h:1:2")
            .flatMap(text -> Address.of(text).stream())
            .toList());
  }

  @Test
  void is_the_same_by_any_name() {
    var one = new Address("localhost", 1);

    assertTrue(one.isSameAs(new Address("LOCALHOST", 1)));
    assertTrue(one.isSameAs(new Address("127.0.0.1", 1)));
    assertFalse(one.isSameAs(new Address("localhost", 2)));
    assertFalse(one.isSameAs(new Address("127.0.0.2", 1)));
  }
}
