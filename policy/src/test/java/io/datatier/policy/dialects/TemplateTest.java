package io.datatier.policy.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {

  private static final Template.Given GIVEN =
      new Template.Given(PropertyValue.fields(Map.of("Given", "there")), Map.of(), false);

  private static final String RESOURCES =
      """
      Parameters:
        Given: {Type: String}
        Default: {Type: String, Default: here}
        Nothing: {Type: String}
      Mappings:
        Hosts: {here: {Name: found}}
      Conditions:
        Same: !Equals [!Ref Given, there]
        Other: !Not [!Condition Same]
        Open: !Equals [!Ref Nothing, x]
        Either: !Or [!Condition Open, !Condition Same]
        Both: !And [!Condition Open, !Condition Other]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties: {Engine: postgres}
        Named:
          Type: AWS::RDS::DBProxy
          Properties: {DBProxyName: shop}
        Subject:
          Type: AWS::SSM::Parameter
          Properties:
            Value: %s
      """;

  private static List<Template.Resource> resources(Template template) {
    var readings =
        Branch.each(branch -> template.resources(branch::holds, new Intrinsics.Scope("", "")));
    assertEquals(1, readings.size());
    return readings.get(0);
  }

  private static PropertyValue value(String yaml) {
    var template = Template.in(new Text(RESOURCES.formatted(yaml)), GIVEN).orElseThrow();
    return resources(template).stream()
        .filter(resource -> resource.name().equals("Subject"))
        .flatMap(resource -> Properties.at(resource.properties(), "Value").stream())
        .findFirst()
        .orElse(Fields.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "plain; plain",
        "!Ref Given; there",
        "!Ref Default; here",
        "!Ref Orders; orders",
        "!Ref Named; shop",
        "!Ref AWS::Region; us-east-1",
        "!GetAtt Orders.Endpoint.Address; orders.c0nforma7i0n.us-east-1.rds.amazonaws.com",
        "!GetAtt [Named, Endpoint]; shop.proxy-c0nforma7i0n.us-east-1.rds.amazonaws.com",
        "!Sub 'x-${Given}-${Orders}-${!Kept}'; x-there-orders-${Kept}",
        "!Sub ['${A}/${Orders.Endpoint.Port}', {A: !Ref Default}]; here/5432",
        "!Join ['-', [a, !Ref Given]]; a-there",
        "!Join ['-', [17.5, 3, true]]; 17.5-3-true",
        "!Base64 text; text",
        "!Select [1, [a, b]]; b",
        "!Select [0, !Split ['-', 'c-d']]; c",
        "{'Fn::Join': ['', [a, {Ref: Given}]]}; athere",
        "!FindInMap [Hosts, !Ref Default, Name]; found",
        "!If [Same, b, c]; b",
        "!If [Other, b, c]; c",
        "!If [Either, b, c]; b",
        "!If [Both, b, c]; c"
      })
  void resolves_what_cloudformation_would(String yaml, String text) {
    assertEquals(new Text(text), value(yaml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!Ref Nothing",
        "!Ref Nobody",
        "!GetAtt Orders.Nothing",
        "!GetAtt Nobody.Arn",
        "!Sub '${Nothing}'",
        "!ImportValue other-stack",
        "!FindInMap [a, b, c]",
        "!FindInMap [Hosts, nowhere, Name]",
        "!If [Nobody, b, c]",
        "!If [Open, b, c]",
        "!Join [1]",
        "!Select [7, [a]]"
      })
  void leaves_unknown_what_only_cloudformation_knows(String yaml) {
    assertEquals(new Unknown(Unknown.Kind.TEXT), value(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "!Sub 'x-${Nothing}'; x-?",
        "!Join ['-', [a, !ImportValue b, !Sub 'c${D}']]; a-?-c?"
      })
  void keeps_what_is_known_of_a_text(String yaml, String form) {
    assertEquals(new Unknown(Unknown.Kind.TEXT, form.replace("?", Unknown.PART)), value(yaml));
  }

  @Test
  void leaves_out_what_has_no_value() {
    assertEquals(Fields.NONE, value("!Ref AWS::NoValue"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "a: [", "{not: [json", "--- !!java.net.URL [x]"})
  void takes_no_other_text_for_a_template(String text) {
    assertEquals(
        List.of(),
        Template.in(new Text(text), Template.Given.NOTHING)
            .map(TemplateTest::resources)
            .orElse(List.of()));
  }

  @Test
  void reads_what_an_alias_stands_for() {
    assertEquals(new Text("x/x"), value("!Join ['/', [&it x, *it]]"));
    assertEquals(new Text("y/y"), value("!Join ['/', [!Select [0, &it [y]], !Select [0, *it]]]"));
  }

  /** Loops in one another, each over the text of the one around it, so many times. */
  private static String loops(int times) {
    var loop = "{'R${A}': {Type: 'AWS::SSM::Parameter'}}";
    for (var name = 'P'; name > 'A'; name--) {
      var text = "${%s}".formatted((char) (name - 1)).repeat(times);
      loop = "{'Fn::ForEach::%s': [%s, ['%s'], %s]}".formatted(name, name, text, loop);
    }
    return "Resources: {'Fn::ForEach::A': [A, [x, y], %s]}".formatted(loop);
  }

  @Test
  void asks_for_a_large_mapping_and_its_parts_a_few_times_only() {
    for (var function : List.of("%s", "!Select [0, !Split [',', %s]]", "!FindInMap [M]")) {
      var body = new StringBuilder("Mappings: {M: {a: {b: '" + "a,".repeat(200_000) + "'}}}\n");
      body.append("Resources:\n");
      for (var index = 10; index < 90; index++) {
        body.append("  R%d: {Type: 'AWS::SSM::Parameter', Properties: {Value: ".formatted(index))
            .append(function.formatted("!FindInMap [M, a, b]"))
            .append("}}\n");
      }
      var read =
          resources(Template.in(new Text(body.toString()), Template.Given.NOTHING).orElseThrow());
      var values =
          read.stream()
              .map(it -> Properties.at(it.properties(), "Value").orElse(Fields.NONE))
              .toList();
      assertFalse(values.get(0) instanceof Unknown, function);
      assertEquals(new Unknown(Unknown.Kind.TEXT), values.get(79), function);
    }
  }

  @Test
  void ends_with_circles_and_bombs() {
    var circle = new StringBuilder("Resources:\n");
    for (var index = 0; index < 40; index++) {
      circle.append("  R%d: {Type: 'AWS::SSM::Parameter', Properties: {Value: [".formatted(index));
      for (var other = 0; other < 40; other++) {
        circle.append("!GetAtt R%d.Value, ".formatted(other));
      }
      circle.append("x]}}\n");
    }
    var deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    var aliases = new StringBuilder("A0: &a0 [x, x]\n");
    for (var index = 1; index <= 25; index++) {
      aliases.append("A%d: &a%d [*a%d, *a%d]\n".formatted(index, index, index - 1, index - 1));
    }
    var doubled = "x".repeat(9);
    for (var index = 0; index < 20; index++) {
      doubled = "!Sub ['${A}${A}', {A: %s}]".formatted(doubled);
    }
    var twice = doubled;
    var machine =
        Map.<String, Object>of(
            "DefinitionString",
            "${A}".repeat(100_000),
            "DefinitionSubstitutions",
            Map.of("A", "x".repeat(100_000)));
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          assertEquals(
              40,
              resources(
                      Template.in(new Text(circle.toString()), Template.Given.NOTHING)
                          .orElseThrow())
                  .size());
          assertEquals(
              Optional.empty(),
              Template.in(new Text("x".repeat(2_000_000)), Template.Given.NOTHING));
          assertEquals(
              Optional.empty(), Template.in(new Text(aliases.toString()), Template.Given.NOTHING));
          assertEquals(new Unknown(Unknown.Kind.TEXT), value(twice));
          Template.in(new Text(deep), Template.Given.NOTHING).ifPresent(TemplateTest::resources);
          assertEquals(Optional.empty(), Template.in(new Text(loops(4)), Template.Given.NOTHING));
          assertEquals(
              2,
              resources(Template.in(new Text(loops(1)), Template.Given.NOTHING).orElseThrow())
                  .size());
          assertEquals(
              PropertyValue.fields(Map.of("definition", new Unknown(Unknown.Kind.TEXT))),
              TranslatedResource.of(
                      "AWS::StepFunctions::StateMachine", "m", PropertyValue.fields(machine))
                  .properties());
        });
  }
}
