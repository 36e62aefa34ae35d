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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StackReadingTest {

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  private static final String NATIVE = "aws-native:cloudformation:Stack";

  private static final String PARAMETER = "AWS::SSM::Parameter";

  private static final String STACK = "aws:cloudformation/stack:Stack";

  private static List<List<Translated>> readings(String type, Map<String, Object> properties) {
    var stack = new ResourceView(type, "urn:st", "st", PropertyValue.fields(properties));
    return new Dialects()
        .of(List.of(stack), false).stream().map(reading -> reading.get("urn:st")).toList();
  }

  private static List<Translated> read(String type, Map<String, Object> properties) {
    var readings = readings(type, properties);
    assertEquals(1, readings.size());
    return readings.get(0);
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
    var read = read(NATIVE, Map.of("templateBody", setOf("{", "h")));
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
        hostIn(read(NATIVE, Map.of("templateBody", setOf(new Secret(new Text(body)), "h")))));
    var host = "Parameters: {Host: {Type: String}}\n" + body.replace("v}}}", "!Ref Host}}}");
    assertEquals(
        new Secret(new Text("v")),
        hostIn(read(NATIVE, Map.of("templateBody", setOf(host, new Secret(new Text("v")))))));
    assertEquals(new Text("v"), hostIn(read(NATIVE, Map.of("templateBody", setOf(host, "v")))));
  }

  /**
   * A template of resources whose value is chosen by as many conditions as they are.
   *
   * @param side what each condition compares, by its number
   */
  private static Map<String, Object> choices(String type, int count, IntFunction<Object> side) {
    var conditions = new TreeMap<String, Object>();
    var resources = new TreeMap<String, Object>();
    for (var index = 0; index < count; index++) {
      conditions.put("C" + index, Map.of("Fn::Equals", List.of(side.apply(index), "r" + index)));
      var value = Map.of("Fn::If", List.of("C" + index, "yes", "no"));
      resources.put("P" + index, Map.of("Type", type, "Properties", Map.of("Value", value)));
    }
    return Map.of("templateBody", Map.of("Conditions", conditions, "Resources", resources));
  }

  private static Object ofItsOwn(int index) {
    return Map.of("Fn::Sub", "${AWS::Region}-" + index);
  }

  private static Set<Set<String>> taken(List<List<Translated>> readings) {
    return readings.stream()
        .map(
            reading ->
                reading.stream()
                    .filter(it -> it.view().text("value").known().equals(Optional.of("yes")))
                    .map(it -> it.place().replaceFirst(".*Resources.(\\w+)\\..*", "$1"))
                    .collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }

  @Test
  void reads_every_way_in_which_three_comparisons_can_go() {
    var readings = readings(NATIVE, choices(PARAMETER, 3, StackReadingTest::ofItsOwn));
    assertEquals(8, taken(readings).size());
    assertEquals(8, readings.size());
    var urns = readings.stream().flatMap(List::stream).map(it -> it.view().urn()).distinct();
    assertEquals(6, urns.count());
  }

  @Test
  void takes_nothing_for_two_texts_at_once() {
    var region = Map.of("Ref", "AWS::Region");
    assertEquals(
        Set.of(Set.of(), Set.of("P0"), Set.of("P1"), Set.of("P2")),
        taken(readings(NATIVE, choices(PARAMETER, 3, index -> region))));
  }

  @Test
  void leaves_open_what_more_comparisons_make_than_are_turned() {
    var few = readings(NATIVE, choices(PARAMETER, 10, StackReadingTest::ofItsOwn));
    var many = readings(NATIVE, choices(PARAMETER, 200, StackReadingTest::ofItsOwn));
    assertEquals(22, few.size());
    assertEquals(23, many.size());
    assertEquals(
        Set.of(Optional.of(UNKNOWN)),
        many.get(22).stream()
            .map(it -> Optional.ofNullable(it.view().properties().values().get("value")))
            .collect(Collectors.toSet()));
  }

  @Test
  void reads_once_where_only_what_no_rule_knows_depends_on_conditions() {
    var buckets = choices("AWS::S3::Bucket", 20, StackReadingTest::ofItsOwn);
    assertEquals(1, readings(NATIVE, buckets).size());
  }
}
