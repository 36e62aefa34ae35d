package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceViewTest {

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  private static ResourceView of(Map<String, ?> properties) {
    return new ResourceView("a:b:Door", "urn", "door", PropertyValue.fields(properties));
  }

  private static Verdict judge(Reading<?> reading) {
    return reading
        .whenKnown(value -> Verdict.violation("is " + value))
        .whenAbsent(Verdict.violation("is absent"));
  }

  @Test
  void reads_each_kind_by_its_path() {
    var door =
        of(
            Map.of(
                "shut",
                true,
                "name",
                "front",
                "height",
                2.5,
                "panes",
                List.of(1, 2),
                "lock",
                Map.of("keys", List.of(Map.of("id", "a")))));
    assertEquals(Optional.of(true), door.bool("shut").known());
    assertEquals(Optional.of("front"), door.text("name").known());
    assertEquals(Optional.of(2.5), door.number("height").known());
    assertEquals(2, door.list("panes").known().orElseThrow().size());
    assertEquals(Optional.of("a"), door.text("lock.keys[0].id").known());
    var lock = door.object("lock").known().orElseThrow();
    assertEquals("lock.keys[0].id", lock.list("keys").known().orElseThrow().get(0).at("id").path());
  }

  @Test
  void takes_kinds_for_each_other_as_providers_do() {
    var door = of(Map.of("a", "true", "b", "5432", "c", 5432, "d", false, "e", 1.5));
    assertEquals(Optional.of(true), door.bool("a").known());
    assertEquals(Optional.of(5432.0), door.number("b").known());
    assertEquals(Optional.of("5432"), door.text("c").known());
    assertEquals(Optional.of("false"), door.text("d").known());
    assertEquals(Optional.of("1.5"), door.text("e").known());
  }

  @Test
  void takes_no_kind_for_another_where_providers_do_not() {
    var door =
        of(
            Map.of(
                "list",
                List.of(1),
                "many",
                "a few",
                "sure",
                "maybe",
                "picture",
                new Marked("c44067f5952c0a294b673a41bacd8c17", PropertyValue.Fields.NONE),
                "bytes",
                new Marked(
                    "803fd3297a5875dc03ca845dda5d2a98",
                    PropertyValue.fields(Map.of("value", "no base64!"))),
                "none",
                new Marked("803fd3297a5875dc03ca845dda5d2a98", PropertyValue.Fields.NONE)));
    assertEquals(
        List.of(
            Verdict.violation("list", "is a list, not a boolean"),
            Verdict.violation("sure", "is a text, not a boolean"),
            Verdict.violation("list", "is a list, not a number"),
            Verdict.violation("many", "is a text, not a number"),
            Verdict.violation("picture", "is an asset or a reference, not a text"),
            Verdict.violation("bytes", "is an asset or a reference, not a text"),
            Verdict.violation("none", "is an asset or a reference, not a text")),
        List.of(
            judge(door.bool("list")),
            judge(door.bool("sure")),
            judge(door.number("list")),
            judge(door.number("many")),
            judge(door.text("picture")),
            judge(door.text("bytes")),
            judge(door.text("none"))));
    assertFalse(door.at("list").isAbsent());
    assertFalse(
        of(Map.of("o", new Output(PropertyValue.fields(Map.of("value", 1))))).at("o").isSecret());
  }

  @Test
  void answers_a_violation_for_another_kind() {
    var door =
        of(
            Map.of(
                "a",
                "perhaps",
                "b",
                List.of(),
                "c",
                Map.of(),
                "d",
                1,
                "e",
                new Marked("x", PropertyValue.fields(Map.of()))));
    assertEquals(Verdict.violation("a", "is a text, not a boolean"), judge(door.bool("a")));
    assertEquals(Verdict.violation("a", "is a text, not a number"), judge(door.number("a")));
    assertEquals(Verdict.violation("b", "is a list, not a text"), judge(door.text("b")));
    assertEquals(Verdict.violation("c", "is an object, not a list"), judge(door.list("c")));
    assertEquals(Verdict.violation("d", "is a number, not an object"), judge(door.object("d")));
    assertEquals(
        Verdict.violation("e", "is an asset or a reference, not a text"), judge(door.text("e")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x.y", "x[0]", "list[7]", "text.y", "nothing", "nothing.y"})
  void finds_nothing_where_nothing_is(String path) {
    var properties = new HashMap<String, Object>(Map.of("list", List.of(1), "text", "t"));
    properties.put("nothing", null);
    var door = of(properties);
    assertEquals(Verdict.violation(path, "is absent"), judge(door.text(path)));
    assertTrue(door.at(path).isAbsent());
    assertFalse(door.text(path).isPresent());
    assertEquals(List.of(), door.at(path).leaves());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x.y", "x[0].z"})
  void is_undecided_at_and_below_the_unknown(String path) {
    var door = of(Map.of("x", UNKNOWN));
    assertEquals(Verdict.undecided("x"), judge(door.text(path)));
    assertEquals(Verdict.undecided("x"), judge(door.bool(path)));
    assertEquals(Verdict.undecided("x"), judge(door.list(path)));
    assertTrue(door.at(path).isUnknown());
    assertTrue(door.text(path).isUnknown());
  }

  @Test
  void sees_through_secrets_and_outputs_and_knows_that_it_did() {
    var door =
        of(
            Map.of(
                "secret", new Secret(new Text("s3cret")),
                "inner", new Secret(PropertyValue.of(Map.of("x", "deep"))),
                "output", new Output(PropertyValue.fields(Map.of("value", "o", "secret", true))),
                "later", new Output(PropertyValue.fields(Map.of("secret", true))),
                "redacted", new Secret(new Text("[secret]")),
                "open", "o"));
    assertEquals(Optional.of("s3cret"), door.text("secret").known());
    assertTrue(door.text("secret").isSecret());
    assertTrue(door.text("inner.x").isSecret());
    assertTrue(door.text("output").isSecret());
    assertFalse(door.text("open").isSecret());
    assertTrue(door.text("later").isUnknown());
    assertTrue(door.text("redacted").isUnknown());
    assertEquals(List.of("deep", "o", "s3cret"), door.secretTexts());
  }

  @Test
  void reads_a_text_that_came_as_bytes() {
    var bytes =
        new Marked(
            "803fd3297a5875dc03ca845dda5d2a98", PropertyValue.fields(Map.of("value", "ZG9vcg==")));
    assertEquals(Optional.of("door"), of(Map.of("x", bytes)).text("x").known());
  }

  @Test
  void lists_every_leaf_with_its_path() {
    var door = of(Map.of("b", List.of("x", Map.of("c", UNKNOWN)), "a", 1));
    assertEquals(
        List.of("a", "b[0]", "b[1].c"),
        door.at("").leaves().stream().map(ValueView::path).toList());
  }

  @Test
  void changes_one_property_and_keeps_the_rest() {
    var door = of(Map.of("a", List.of(Map.of("x", 1, "y", 2)), "s", new Secret(new Text("t"))));
    assertEquals(
        of(Map.of("a", List.of(Map.of("x", 3, "y", 2)), "s", new Secret(new Text("t")))),
        door.with("a[0].x", 3));
    assertEquals(
        of(Map.of("a", List.of(Map.of("y", 2)), "s", new Secret(new Text("t")))),
        door.without("a[0].x"));
    assertEquals(of(Map.of("a", List.of(), "s", new Secret(new Text("t")))), door.without("a[0]"));
    assertEquals(door, door.without("no.such[3].thing").without("no"));
  }

  @Test
  void makes_what_is_missing_on_the_way() {
    assertEquals(of(Map.of("a", Map.of("b", Map.of("c", true)))), of(Map.of()).with("a.b.c", true));
  }

  @Test
  void keeps_a_secret_a_secret() {
    var door =
        of(
            Map.of(
                "s", new Secret(new Text("t")), "o", new Secret(PropertyValue.of(Map.of("x", 1)))));
    assertEquals(new Secret(new Text("u")), door.with("s", "u").properties().values().get("s"));
    assertEquals(
        new Secret(PropertyValue.of(Map.of("x", 2))),
        door.with("o.x", 2).properties().values().get("o"));
  }

  @Test
  void refuses_changes_that_mean_nothing() {
    var door = of(Map.of("a", List.of()));
    assertThrows(IllegalArgumentException.class, () -> door.with("", 1));
    assertThrows(IllegalArgumentException.class, () -> door.with("a[2]", 1));
    assertThrows(IllegalArgumentException.class, () -> door.with("a", new Object()));
  }

  @Test
  void tells_what_is_read_as_its_type_from_what_is_of_it() {
    var urn = "urn:pulumi:prod::shop::%s::db";
    var of = new ResourceView("aws:rds/proxy:Proxy", "", "db", PropertyValue.fields(Map.of()));
    assertFalse(of.isTranslated());
    assertFalse(of.withUrn(urn.formatted("aws:rds/proxy:Proxy")).isTranslated());
    assertFalse(of.withUrn(urn.formatted("shop:Tier$aws:rds/proxy:Proxy")).isTranslated());
    assertTrue(of.withUrn(urn.formatted("aws-native:rds:DbProxy")).isTranslated());
    assertTrue(of.withUrn(urn.formatted("aws:rds/proxy:Proxy$x:y:Z")).isTranslated());
  }
}
