package io.datatier.policy.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.Gson;
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
      conditions.put("C" + index, Map.of("Fn::Equals", List.of(side.apply(index), "r-" + index)));
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

  /** Whether a side equals a text in any way in which the template can be read. */
  private static boolean canBe(Object side, String text) {
    var hosts = Map.of("us-east-1", Map.of("host", "x"), "eu-west-1", Map.of("host", "xy"));
    var own = Map.of("Fn::Equals", List.of(Map.of("Ref", "AWS::AccountId"), "123456789012"));
    var equal = Map.of("Fn::Equals", List.of(side, text));
    var stored = Map.of("Type", "AWS::SSM::Parameter::Value<String>", "Default", "/host");
    var value = Map.of("Fn::If", List.of("C", "yes", "no"));
    var parameter = Map.of("Type", PARAMETER, "Properties", Map.of("Value", value));
    var commas = Map.of("Type", "CommaDelimitedList", "Default", ",");
    var body =
        Map.of(
            "Parameters",
            Map.of("Stored", stored, "Commas", commas),
            "Mappings",
            Map.of("Hosts", hosts),
            "Conditions",
            Map.of("Own", own, "C", equal),
            "Resources",
            Map.of("P", parameter));
    return taken(readings(NATIVE, Map.of("templateBody", body))).contains(Set.of("P"));
  }

  @Test
  void takes_nothing_for_a_text_that_it_cannot_be() {
    var region = Map.of("Ref", "AWS::Region");
    assertEquals(true, canBe(region, "x"));
    assertEquals(false, canBe(region, ""));
    assertEquals(false, canBe(Map.of("Ref", "Stored"), ""));
    assertEquals(false, canBe(Map.of("Fn::ImportValue", "host"), ""));
    var named = Map.of("Fn::Sub", "a${!b}-${AWS::Region}.${AWS::StackName}.a");
    assertEquals(true, canBe(named, "a${b}-x.a.a"));
    assertEquals(true, canBe(named, "a${b}-x.a.a.a"));
    assertEquals(false, canBe(named, "a${b}-.a.a"));
    assertEquals(false, canBe(named, "a${b}-x.a"));
    assertEquals(false, canBe(named, "a${b}-x.y.ab"));
    var imported = Map.of("Fn::Split", List.of(",", Map.of("Fn::ImportValue", "hosts")));
    assertEquals(true, canBe(Map.of("Fn::Join", List.of("", imported)), "x"));
    assertEquals(true, canBe(Map.of("Fn::Join", List.of("", Map.of("Ref", "Commas"))), ""));
  }

  @Test
  void takes_for_what_a_mapping_has_one_of_its_values() {
    var region = Map.of("Ref", "AWS::Region");
    var host = Map.of("Fn::FindInMap", List.of("Hosts", region, "host"));
    assertEquals(true, canBe(host, "x"));
    assertEquals(true, canBe(host, "xy"));
    assertEquals(false, canBe(host, "y"));
    var addressed = Map.of("Fn::Sub", List.of("${H}:${AWS::AccountId}", Map.of("H", host)));
    assertEquals(true, canBe(addressed, "xy:1"));
    assertEquals(false, canBe(addressed, "xyz:1"));
    var otherwise = List.of("Hosts", region, "host", Map.of("DefaultValue", "y"));
    assertEquals(true, canBe(Map.of("Fn::FindInMap", otherwise), "y"));
  }

  @Test
  void takes_for_nothing_what_may_have_no_value() {
    var region = Map.of("Ref", "AWS::Region");
    var none = Map.of("Ref", "AWS::NoValue");
    var choice = Map.of("Fn::If", List.of("Own", region, none));
    assertEquals(true, canBe(Map.of("Fn::Join", List.of("-", List.of(none, region))), "x"));
    assertEquals(true, canBe(Map.of("Fn::Join", List.of("-", List.of(choice, region))), "x"));
    assertEquals(true, canBe(Map.of("Fn::Join", List.of("", List.of(choice, region))), "x"));
    assertEquals(false, canBe(Map.of("Fn::Join", List.of("", List.of("y", choice))), "x"));
  }

  @Test
  void asks_once_for_two_sides_that_are_not_known() {
    var region = Map.of("Ref", "AWS::Region");
    var name = Map.of("Ref", "AWS::StackName");
    var one = Map.of("Fn::Equals", List.of(region, name));
    var other = Map.of("Fn::Equals", List.of(name, region));
    var value = Map.of("Fn::If", List.of("C", Map.of("Fn::If", List.of("D", "yes", "no")), "no"));
    var apart = Map.of("Fn::If", List.of("C", Map.of("Fn::If", List.of("D", "no", "yes")), "no"));
    var body =
        Map.of(
            "Conditions",
            Map.of("C", one, "D", other),
            "Resources",
            Map.of(
                "P",
                Map.of("Type", PARAMETER, "Properties", Map.of("Value", value)),
                "Q",
                Map.of("Type", PARAMETER, "Properties", Map.of("Value", apart))));
    assertEquals(
        Set.of(Set.of(), Set.of("P")), taken(readings(NATIVE, Map.of("templateBody", body))));
  }

  /** The conditions of a template, and below it one that is handed on what it compares. */
  private static Map<String, Object> handed(Object own, Map<String, Object> on, Object below) {
    return handed("String", own, on, below);
  }

  private static Map<String, Object> handed(
      String type, Object own, Map<String, Object> on, Object below) {
    var child = new TreeMap<>(templateOf("Child", below));
    var declared = new TreeMap<String, Object>();
    on.keySet().forEach(name -> declared.put(name, Map.of("Type", type)));
    child.put("Parameters", declared);
    var parent = new TreeMap<>(templateOf("Parent", own));
    parent.put("Parameters", Map.of("Stage", Map.of("Type", "String", "Default", "prod")));
    @SuppressWarnings("unchecked")
    var resources = new TreeMap<>((Map<String, Object>) parent.get("Resources"));
    resources.put(
        "Nested",
        Map.of(
            "Type",
            "AWS::CloudFormation::Stack",
            "Properties",
            Map.of("TemplateBody", new Gson().toJson(child), "Parameters", on)));
    parent.put("Resources", resources);
    return Map.of("templateBody", parent);
  }

  /** A parameter whose value is "yes" where a side equals "x-prod". */
  private static Map<String, Object> templateOf(String name, Object side) {
    var value = Map.of("Fn::If", List.of("C", "yes", "no"));
    return Map.of(
        "Conditions",
        Map.of("C", Map.of("Fn::Equals", List.of(side, "x-prod"))),
        "Resources",
        Map.of(name, Map.of("Type", PARAMETER, "Properties", Map.of("Value", value))));
  }

  @Test
  void asks_once_for_what_a_template_hands_on() {
    var region = Map.of("Ref", "AWS::Region");
    var name = Map.of("Ref", "AWS::StackName");
    var given = Map.of("Ref", "P");
    var sub = Map.of("Fn::Sub", "${AWS::Region}");
    var dashed = Map.of("Fn::Sub", "${AWS::Region}-${Stage}");
    var joined = Map.of("Fn::Join", List.of("-", List.of(given, Map.of("Ref", "Q"))));
    var imported = Map.of("Fn::ImportValue", "host");
    var both = Set.of(Set.of(), Set.of("Parent", "Child"));
    assertEquals(both, taken(readings(NATIVE, handed(region, Map.of("P", region), given))));
    assertEquals(both, taken(readings(NATIVE, handed(region, Map.of("P", sub), given))));
    assertEquals(both, taken(readings(NATIVE, handed(sub, Map.of(), region))));
    assertEquals(both, taken(readings(NATIVE, handed(name, Map.of("P", name), given))));
    assertEquals(both, taken(readings(NATIVE, handed(imported, Map.of("P", imported), given))));
    var stage = Map.of("Ref", "Stage");
    var two = Map.<String, Object>of("P", region, "Q", stage);
    assertEquals(both, taken(readings(NATIVE, handed(dashed, two, joined))));
    var chosen = Map.of("Fn::If", List.of("C", region, "x-prod"));
    assertEquals(
        Set.of(Set.of("Child"), Set.of("Parent", "Child")),
        taken(readings(NATIVE, handed(region, Map.of("P", chosen), given))));
  }

  @Test
  void takes_the_names_of_two_stacks_for_two() {
    var name = Map.of("Ref", "AWS::StackName");
    assertEquals(4, taken(readings(NATIVE, handed(name, Map.of(), name))).size());
  }

  @Test
  void takes_what_is_stored_for_another_text_than_its_name() {
    var name = Map.of("Fn::Sub", "/hosts/${AWS::Region}");
    var side = Map.of("Ref", "P");
    var on = Map.<String, Object>of("P", name);
    assertEquals(Set.of(Set.of()), taken(readings(NATIVE, handed("y", on, side))));
    assertEquals(
        Set.of(Set.of(), Set.of("Child")),
        taken(readings(NATIVE, handed("AWS::SSM::Parameter::Value<String>", "y", on, side))));
  }

  @Test
  void knows_what_a_template_hands_on_from_the_program() {
    var stage = Map.of("Ref", "Stage");
    assertEquals(1, readings(NATIVE, handed("y", Map.of("P", stage), Map.of("Ref", "P"))).size());
    assertEquals(
        Set.of(Set.of("Child")),
        taken(readings(NATIVE, handed(stage, Map.of("P", "x-prod"), Map.of("Ref", "P")))));
  }

  @Test
  void hands_on_what_doubles_in_each_template_a_few_times_only() {
    var twice = Map.of("Fn::Sub", "${P}".repeat(20));
    Map<String, Object> body = templateOf("Last", Map.of("Ref", "P"));
    for (var depth = 0; depth < 9; depth++) {
      body =
          Map.of(
              "Parameters",
              Map.of("P", Map.of("Type", "String")),
              "Resources",
              Map.of(
                  "Nested",
                  Map.of(
                      "Type",
                      "AWS::CloudFormation::Stack",
                      "Properties",
                      Map.of(
                          "TemplateBody",
                          new Gson().toJson(body),
                          "Parameters",
                          Map.of("P", depth == 8 ? Map.of("Ref", "AWS::Region") : twice)))));
    }
    var whole = Map.<String, Object>of("templateBody", body);
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> readings(NATIVE, whole));
  }

  @Test
  void leaves_open_what_more_comparisons_make_than_are_turned() {
    var few = readings(NATIVE, choices(PARAMETER, 10, StackReadingTest::ofItsOwn));
    var many = readings(NATIVE, choices(PARAMETER, 200, StackReadingTest::ofItsOwn));
    assertEquals(22, few.size());
    assertEquals(43, many.size());
    assertEquals(
        Set.of(Optional.of(UNKNOWN)),
        many.get(42).stream()
            .map(it -> Optional.ofNullable(it.view().properties().values().get("value")))
            .collect(Collectors.toSet()));
  }

  @Test
  void turns_each_of_any_two_comparisons_without_the_other() {
    var taken = taken(readings(NATIVE, choices(PARAMETER, 100, StackReadingTest::ofItsOwn)));
    var ways = new HashSet<String>();
    for (var way : taken) {
      for (var one = 0; one < 100; one++) {
        for (var other = 0; other < one; other++) {
          var takes = way.contains("P" + one) + " " + way.contains("P" + other);
          ways.add("%d %d %s".formatted(one, other, takes));
        }
      }
    }
    assertEquals(100 * 99 / 2 * 4, ways.size());
  }

  @Test
  void reads_once_where_only_what_no_rule_knows_depends_on_conditions() {
    var buckets = choices("AWS::S3::Bucket", 20, StackReadingTest::ofItsOwn);
    assertEquals(1, readings(NATIVE, buckets).size());
  }
}
