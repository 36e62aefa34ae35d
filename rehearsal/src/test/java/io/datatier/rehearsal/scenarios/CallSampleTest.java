package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Call.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallSampleTest {

  private static final List<Call> CALLS = new ArrayList<>();

  static {
    for (var kind : Kind.values()) {
      for (var name : List.of("a", "b", "c")) {
        CALLS.add(new Call(kind, "role", name));
      }
      CALLS.add(new Call(kind, "proxy", "p"));
      if (kind != Kind.UPDATE) {
        CALLS.add(new Call(kind, "target", "t"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 2, 3, 4, 5, 1_000})
  void has_every_type_and_every_kind(long seed) {
    var sample = CallSample.of(CALLS, seed);

    assertEquals(
        Set.of("role", "proxy", "target"),
        sample.stream().map(Call::type).collect(Collectors.toSet()));
    assertEquals(
        EnumSet.allOf(Kind.class), sample.stream().map(Call::kind).collect(Collectors.toSet()));
  }

  @Test
  void leaves_no_call_out_of_all_seeds() {
    var tried = new HashSet<Call>();
    for (var seed = 1; seed <= 12; seed++) {
      tried.addAll(CallSample.of(CALLS, seed));
    }

    assertEquals(Set.copyOf(CALLS), tried);
  }

  @Test
  void is_the_same_for_the_same_seed() {
    assertEquals(CallSample.of(CALLS, 7), CallSample.of(CALLS, 7));
  }
}
