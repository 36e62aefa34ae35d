package io.datatier.policy.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Translation.Translated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StackReadingTest {

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  private static final String STACK = "aws:cloudformation/stack:Stack";

  private static List<Translated> read(String type, Map<String, Object> properties) {
    return new Dialects()
        .of(new ResourceView(type, "urn:st", "st", PropertyValue.fields(properties)), false);
  }

  private static PropertyValue hostIn(List<Translated> read) {
    assertEquals(1, read.size());
    return read.get(0).view().properties().values().getOrDefault("value", Fields.NONE);
  }

  private static Map<String, Object> setOf(Object body, Object host) {
    return Map.of(
        "Resources",
        Map.of(
            "Set",
            Map.of(
                "Type",
                "AWS::CloudFormation::StackSet",
                "Properties",
                Map.of(
                    "StackSetName",
                    "all",
                    "Parameters",
                    List.of(Map.of("ParameterKey", "Host", "ParameterValue", host)),
                    "TemplateBody",
                    body))));
  }

  @Test
  void reads_a_hundred_templates_of_a_stack_whose_template_holds_itself() {
    var set =
        "  S%d: {Type: 'AWS::CloudFormation::StackSet', Properties: {TemplateBody: !Ref P,"
            + " Parameters: [{ParameterKey: P, ParameterValue: !Ref P}]}}\n";
    var body = new StringBuilder("Parameters: {P: {Type: String}}\nResources:\n");
    for (var index = 0; index < 20; index++) {
      body.append(set.formatted(index));
    }
    var read =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                read(
                    STACK,
                    Map.of("templateBody", body.toString(), "parameters", Map.of("P", body))));
    // Each of a hundred has twenty in it; all but the outermost are themselves among those.
    assertEquals(100 * 20 - 99, read.size());
    var bodies = new HashSet<PropertyValue>();
    read.forEach(it -> bodies.add(it.view().properties().values().get("templateBody")));
    assertEquals(Set.of(UNKNOWN), bodies);
  }

  @Test
  void keeps_all_else_of_a_stack_whose_template_cannot_be_read() {
    var read =
        read(
            STACK,
            Map.of("name", "st", "templateBody", "{", "tags", Map.of("a", "b"), "onFailure", "x"));
    assertEquals(1, read.size());
    assertEquals("urn:st", read.get(0).view().urn());
    assertEquals(
        PropertyValue.fields(
            Map.of(
                "name",
                "st",
                "templateBody",
                UNKNOWN,
                "parameters",
                Map.of(),
                "tags",
                Map.of("a", "b"),
                "onFailure",
                "x")),
        read.get(0).view().properties());
  }

  @Test
  void keeps_the_name_of_a_stack_in_a_template_that_cannot_be_read() {
    var read = read("aws-native:cloudformation:Stack", Map.of("templateBody", setOf("{", "h")));
    assertEquals(1, read.size());
    assertEquals(
        PropertyValue.fields(
            Map.of("name", "all", "templateBody", UNKNOWN, "parameters", Map.of("Host", "h"))),
        read.get(0).view().properties());
  }

  @Test
  void keeps_secret_what_stands_in_a_secret_within_a_template() {
    var body = "Resources: {P: {Type: 'AWS::SSM::Parameter', Properties: {Value: v}}}";
    assertEquals(
        new Secret(new Text("v")),
        hostIn(
            read(
                "aws-native:cloudformation:Stack",
                Map.of("templateBody", setOf(new Secret(new Text(body)), "h")))));
    var host = "Parameters: {Host: {Type: String}}\n" + body.replace("v}}}", "!Ref Host}}}");
    assertEquals(
        new Secret(new Text("v")),
        hostIn(
            read(
                "aws-native:cloudformation:Stack",
                Map.of("templateBody", setOf(host, new Secret(new Text("v")))))));
    assertEquals(
        new Text("v"),
        hostIn(read("aws-native:cloudformation:Stack", Map.of("templateBody", setOf(host, "v")))));
  }
}
