package io.datatier.policy.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceTypesTest {

  private static final ResourceTypes types =
      types("house:b/door:Door shut hinges(left,right) tags", "house:b/window:Window", "x:y:Z a");

  private static ResourceTypes types(String... lines) {
    try {
      return ResourceTypes.in(stream(lines));
    } catch (IOException inMemory) {
      throw new AssertionError(inMemory);
    }
  }

  private static InputStream stream(String... lines) {
    return new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "house:b/door:Door",
        "house:b/*",
        "*",
        "*:Door",
        "other:a:B",
        "x:*",
        "pulumi:a:B",
        "aws-iam:a:B",
        "horses:a:B"
      })
  void allow_what_exists_and_what_is_of_a_package_that_they_do_not_know(String type) {
    assertDoesNotThrow(() -> types.check(type));
    assertDoesNotThrow(() -> ResourceTypes.NONE.check(type));
  }

  @ParameterizedTest
  @CsvSource({
    "house:b/door:Dor, there is no resource type house:b/door:Dor; is house:b/door:Door meant?",
    "house:attic/refrigerator:Refrigerator, there is no resource type house:attic/refrigerator:Refrigerator",
    "HOUSE:b/door:Door, there is no package HOUSE; is house:b/door:Door meant?",
    "huse:b/*, there is no package huse; is house:b/* meant?",
    "aws-imm:a:B, there is no package aws-imm; is aws-iam:a:B meant?",
    "house:c/*, there is no resource type house:c/*"
  })
  void refuse_a_type_that_does_not_exist_with_the_nearest(String type, String words) {
    assertEquals(words, assertThrows(Misspelt.class, () -> types.check(type)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shut",
        "id",
        "urn",
        "hinges",
        "hinges[0]",
        "hinges[0].left",
        "hinges.left.anything",
        "tags.whatever",
        "tags[\"a.b\"].c"
      })
  void allow_every_property_that_exists_and_what_is_below_those_without_members(String path) {
    assertDoesNotThrow(() -> types.check("house:b/door:Door", path));
    assertDoesNotThrow(() -> types.check("house:b/cellar:Cellar", path));
  }

  @ParameterizedTest
  @CsvSource({
    "shutt, house:b/door:Door has no property shutt; is shut meant?",
    "SHUT.x, house:b/door:Door has no property SHUT; is shut meant?",
    "window, house:b/door:Door has no property window",
    "hinges[1].lefft, hinges of house:b/door:Door has no property lefft; is left meant?"
  })
  void refuse_a_property_that_does_not_exist_with_the_nearest(String path, String words) {
    for (var time = 0; time < 2; time++) {
      assertEquals(
          words,
          assertThrows(Misspelt.class, () -> types.check("house:b/door:Door", path)).getMessage());
    }
  }

  @Test
  void tell_the_properties_of_a_type() {
    assertEquals(Set.of("shut", "hinges", "tags"), types.propertiesOf("house:b/door:Door"));
    assertEquals(Set.of(), types.propertiesOf("house:b/window:Window"));
    assertEquals(Set.of(), types.propertiesOf("house:b/cellar:Cellar"));
  }

  @Test
  void are_shipped_with_the_pack() {
    var shipped = ResourceTypes.shipped();
    assertTrue(shipped.propertiesOf("aws:rds/proxy:Proxy").contains("requireTls"));
    assertEquals(
        "aws:rds/proxy:Proxy has no property requireTLS; is requireTls meant?",
        assertThrows(Misspelt.class, () -> shipped.check("aws:rds/proxy:Proxy", "requireTLS"))
            .getMessage());
    assertEquals(
        "auths of aws:rds/proxy:Proxy has no property iamAuht; is iamAuth meant?",
        assertThrows(Misspelt.class, () -> shipped.check("aws:rds/proxy:Proxy", "auths[0].iamAuht"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "aws:rds/proxy:Proxi, there is no resource type aws:rds/proxy:Proxi; is aws:rds/proxy:Proxy meant?",
    "aws-native:rds:DBProxi, there is no resource type aws-native:rds:DBProxi; is aws-native:rds:DbProxy meant?",
    "aws-native:rds:DBProxy, there is no resource type aws-native:rds:DBProxy; is aws-native:rds:DbProxy meant?",
    "aws-nativ:rds:DbProxy, there is no package aws-nativ; is aws-native:rds:DbProxy meant?"
  })
  void name_the_nearest_type_of_both_providers_for_aws(String type, String words) {
    var shipped = ResourceTypes.shipped();
    assertEquals(words, assertThrows(Misspelt.class, () -> shipped.check(type)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws:s3/bucket:Bucket", "aws-native:s3:Bucket", "aws-native:rds:*", "aws*:*"})
  void let_rules_be_about_every_type_of_both_providers_for_aws(String type) {
    assertDoesNotThrow(() -> ResourceTypes.shipped().check(type));
  }

  @Test
  void know_the_properties_of_both_providers_for_aws() {
    var shipped = ResourceTypes.shipped();
    var type = "aws-native:rds:DbProxy";
    assertDoesNotThrow(() -> shipped.check(type, "auth[0].anything"));
    assertEquals(
        type + " has no property dBProxyNam; is dbProxyName meant?",
        assertThrows(Misspelt.class, () -> shipped.check(type, "dBProxyNam")).getMessage());
  }

  @Test
  void are_those_of_the_sdk_and_what_a_pack_adds() throws IOException {
    var more =
        ResourceTypes.in(
            stream("house:b/door:Door shut hinges(left)", "house:b/attic:Attic"),
            stream("", "house:b/door:Door  bell  hinges(left,middle)", " house:b/roof:Roof "));
    assertEquals(Set.of("shut", "hinges", "bell"), more.propertiesOf("house:b/door:Door"));
    assertDoesNotThrow(() -> more.check("house:b/door:Door", "hinges.middle"));
    assertDoesNotThrow(() -> more.check("house:b/roof:Roof", "of.whatever"));
    assertThrows(Misspelt.class, () -> more.check("house:b/door:Door", "shutt"));
    assertThrows(Misspelt.class, () -> more.check("house:b/rooff:Roof"));
  }
}
