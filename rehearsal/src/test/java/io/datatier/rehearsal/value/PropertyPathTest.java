package io.datatier.rehearsal.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PropertyPathTest {

  private static final Fields PROXY =
      fields(
          """
          {"name": "proxy", "tags": {"a.b": "c"}, "debugLogging": false,
           "auths": [{"iamAuth": "DISABLED"}, {"iamAuth": "REQUIRED"}], "filters": []}
          """);

  private static Fields fields(String json) {
    return ValueJson.fields(JsonParser.parseString(json).getAsJsonObject());
  }

  private static PropertyPath path(String text) {
    return PropertyPath.parse(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "tags.Owner", "auths[0].iamAuth", "a[1][2]", "tags[\"a.b\"].c"})
  void reads_what_it_writes(String text) {
    assertEquals(text, path(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", "a..b", "[0]", "a[x]", "a[0", "a]b", "a[\"]", ".a"})
  void refuses_what_is_no_path(String text) {
    assertEquals(
        "\"" + text + "\" is not a property path such as tags.Owner or auths[0].iamAuth.",
        assertThrows(IllegalArgumentException.class, () -> path(text)).getMessage());
  }

  @Test
  void finds_every_leaf_and_what_is_there() {
    assertEquals(
        new TreeMap<>(
            Map.of(
                path("name"), Value.of("proxy"),
                path("tags[\"a.b\"]"), Value.of("c"),
                path("debugLogging"), Value.of(false),
                path("auths[0].iamAuth"), Value.of("DISABLED"),
                path("auths[1].iamAuth"), Value.of("REQUIRED"),
                path("filters"), Value.of(List.of()))),
        PropertyPath.leaves(PROXY));
    PropertyPath.leaves(PROXY)
        .forEach((path, value) -> assertEquals(Optional.of(value), path.in(PROXY)));
    assertEquals(Optional.empty(), path("auths[2].iamAuth").in(PROXY));
    assertEquals(Optional.empty(), path("name.first").in(PROXY));
  }

  @Test
  void sets_a_value_anywhere() {
    var pool = fields("{\"auths\": [{\"iamAuth\": \"DISABLED\"}]}");

    assertEquals(
        fields("{\"auths\": [{\"iamAuth\": \"REQUIRED\"}]}"),
        path("auths[0].iamAuth").set(pool, Value.of("REQUIRED")));
    assertEquals(
        fields("{\"auths\": [{\"iamAuth\": \"DISABLED\"}, {\"iamAuth\": \"REQUIRED\"}]}"),
        path("auths[1].iamAuth").set(pool, Value.of("REQUIRED")));
    assertEquals(
        fields("{\"tags\": {\"Owner\": \"x\"}}"),
        path("tags.Owner").set(Fields.NONE, Value.of("x")));
    assertEquals(
        fields("{\"subnets\": [\"x\"]}"), path("subnets[0]").set(Fields.NONE, Value.of("x")));
  }

  @Test
  void removes_a_value_and_moves_the_elements_behind_it_up() {
    assertEquals(
        fields("{\"auths\": [{\"iamAuth\": \"REQUIRED\"}]}"),
        path("auths[0]").remove(fields("{\"auths\": [{}, {\"iamAuth\": \"REQUIRED\"}]}")));
    assertEquals(fields("{\"tags\": {}}"), path("tags.a").remove(fields("{\"tags\": {\"a\": 1}}")));
  }

  @Test
  void says_where_there_is_no_way() {
    assertEquals(
        "auths[3].iamAuth: the list auths has only 2 elements; indexes start at 0.",
        refusal("auths[3].iamAuth"));
    assertEquals(
        "name.first: there is text at name, which has no such element.", refusal("name.first"));
    assertEquals(
        "auths.first: there is a list at auths, which has no such element.",
        refusal("auths.first"));
  }

  private static String refusal(String path) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> path(path).set(PROXY, Value.of("x")));
    return String.valueOf(refused.getMessage());
  }
}
