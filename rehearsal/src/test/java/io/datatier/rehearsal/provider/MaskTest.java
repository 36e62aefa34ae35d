package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MaskTest {

  @Test
  void hides_secrets_at_any_depth_the_longer_ones_first() {
    var mask =
        Mask.of(
            Fields.of(
                Map.of(
                    "name", Value.of("visible"),
                    "password", new Value.Secret(Value.of("hunter")),
                    "tags",
                        new Value.Secret(
                            Fields.of(
                                Map.of("tokens", Value.of(List.of("hunter2hunter", "of"))))))));

    assertEquals(
        "visible [secret] and [secret] of it", mask.over("visible hunter2hunter and hunter of it"));
  }
}
