package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PropertyPathTest {

  static Stream<Arguments> paths() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("requireTls", List.of("requireTls")),
        Arguments.of("auths[0].iamAuth", List.of("auths", 0, "iamAuth")),
        Arguments.of("a[1][2]", List.of("a", 1, 2)),
        Arguments.of("tags[\"cost.center\"]", List.of("tags", "cost.center")),
        Arguments.of("tags[\"a\\\"b\\\\c\"].d", List.of("tags", "a\"b\\c", "d")),
        Arguments.of("[\"\"]", List.of("")),
        Arguments.of("kubernetes.io/name", List.of("kubernetes", "io/name")));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void reads_and_writes_the_same(String text, List<Object> steps) {
    assertEquals(steps, PropertyPath.parse(text).steps());
    assertEquals(text, new PropertyPath(steps).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "a.",
        "a..b",
        "a[",
        "a[x]",
        "a[]",
        "a[1",
        "a]",
        "[\"a]",
        "[\"a\\",
        "[\"a\"",
        "a\"b",
        "a[99999999999]"
      })
  void refuses_what_is_no_path(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> PropertyPath.parse(text));
    assertEquals(
        "'%s' is not a property path; write for example auths[0].iamAuth".formatted(text),
        refusal.getMessage());
  }
}
