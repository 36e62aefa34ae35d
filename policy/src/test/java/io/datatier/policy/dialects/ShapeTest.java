package io.datatier.policy.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {

  private static JsonObject table() throws IOException {
    try (var file =
        new InputStreamReader(resource("cloudformation.json"), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(file).getAsJsonObject();
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Shape.class.getResourceAsStream(name), name);
  }

  private static Fields read(String type, Map<String, Object> properties) {
    return Properties.read(Shape.of(type).get(0), PropertyValue.fields(properties));
  }

  @Test
  void has_a_shape_for_every_type_of_the_table() throws IOException {
    var types = table().keySet();
    assertTrue(types.size() >= 40, () -> "only " + types.size());
    for (var type : types) {
      for (var shape : Shape.of(type)) {
        assertTrue(shape.as().matches("aws:\\w+/\\w+:\\w+"), shape.as());
      }
    }
  }

  @Test
  void names_no_way_of_rewriting_that_there_is_not() throws IOException {
    var ways = new TreeSet<String>();
    for (var type : table().keySet()) {
      for (var shape : Shape.of(type)) {
        shape.properties().values().stream()
            .filter(to -> to.contains("|"))
            .forEach(to -> ways.add(to.substring(to.indexOf('|') + 1)));
      }
    }
    assertEquals(
        Set.of(
            "json",
            "list",
            "list of names and values",
            "map by key",
            "map by name",
            "map by parameter",
            "names of managed policies",
            "one document",
            "secret of a cluster",
            "secret of an instance",
            "substitutions"),
        ways);
    ways.remove(Rewriting.SUBSTITUTIONS);
    ways.forEach(way -> Rewriting.apply(way, Fields.NONE));
  }

  /** By type in lower case, because the provider writes {@code DbProxy} for {@code DBProxy}. */
  private static Map<String, Set<String>> nativeTypes() throws IOException {
    try (var file = new GZIPInputStream(resource("/pulumi-types.gz"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("aws-native:"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toMap(
                  words -> words[0].toLowerCase(Locale.ROOT),
                  words -> {
                    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                    names.addAll(Arrays.asList(words).subList(1, words.length));
                    return names;
                  }));
    }
  }

  @Test
  void names_types_and_properties_that_aws_native_has_too() throws IOException {
    var all = nativeTypes();
    var noTypes = new TreeSet<String>();
    var noProperties = new TreeSet<String>();
    for (var type : table().keySet()) {
      var properties =
          all.get(
              type.replaceFirst("AWS::", "aws-native:")
                  .replace("::", ":")
                  .toLowerCase(Locale.ROOT));
      if (properties == null) {
        noTypes.add(type);
        continue;
      }
      for (var shape : Shape.of(type)) {
        var paths = new ArrayList<String>();
        if (shape.each() == null) {
          paths.addAll(shape.properties().keySet());
          paths.addAll(Objects.requireNonNullElse(shape.when(), List.of()));
        } else {
          paths.add(shape.each());
        }
        Stream.ofNullable(shape.unless()).forEach(paths::add);
        paths.stream()
            .map(path -> path.replaceFirst("[.=\\[].*", ""))
            // Every resource of Pulumi has an id already.
            .filter(name -> !properties.contains(name.equals("Id") ? "AwsId" : name))
            .forEach(name -> noProperties.add(type + " " + name));
      }
    }
    assertEquals(Set.of(), noProperties);
    assertEquals(
        Set.of(
            "AWS::CodeBuild::Project",
            "AWS::IAM::Policy",
            "AWS::Route53::RecordSetGroup",
            "AWS::Serverless::Application",
            "AWS::Serverless::Function",
            "AWS::Serverless::StateMachine"),
        noTypes);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::RDS::DBInstance, aws:rds/instance:Instance",
    "aws-native:rds:DbInstance, aws:rds/instance:Instance",
    "aws-native:secretsmanager:Secret, aws:secretsmanager/secret:Secret",
    "aws-native:ec2:SecurityGroup, aws:ec2/securityGroup:SecurityGroup"
  })
  void knows_a_type_under_both_its_names(String type, String as) {
    assertEquals(as, Shape.of(type).get(0).as());
  }

  @Test
  void reads_an_id_under_the_name_that_pulumi_has_left_for_it() {
    assertEquals(
        PropertyValue.fields(Map.of("arn", "arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf")),
        read(
            "aws-native:secretsmanager:Secret",
            Map.of("awsId", "arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf")));
  }

  @Test
  void knows_nothing_of_other_types() {
    assertEquals(List.of(), Shape.of("AWS::S3::Bucket"));
    assertEquals(List.of(), Shape.of(""));
  }

  @Test
  void reads_lists_maps_and_documents() {
    assertEquals(
        PropertyValue.fields(
            Map.of(
                "name",
                "shop",
                "requireTls",
                true,
                "auths",
                List.of(
                    Map.of("iamAuth", "REQUIRED", "secretArn", "a"), Map.of("secretArn", "b")))),
        read(
            "AWS::RDS::DBProxy",
            Map.of(
                "DBProxyName",
                "shop",
                "RequireTLS",
                true,
                "Auth",
                List.of(
                    Map.of("IAMAuth", "REQUIRED", "SecretArn", "a"), Map.of("SecretArn", "b")))));
    assertEquals(
        PropertyValue.fields(
            Map.of(
                "family",
                "postgres16",
                "parameters",
                List.of(Map.of("name", "rds.force_ssl", "value", "1")))),
        read(
            "aws-native:rds:DbParameterGroup",
            Map.of("family", "postgres16", "parameters", Map.of("rds.force_ssl", "1"))));
    assertEquals(
        PropertyValue.fields(
            Map.of("assumeRolePolicy", "{\"Version\":\"2012-10-17\"}", "name", "r")),
        read(
            "AWS::IAM::Role",
            Map.of("RoleName", "r", "AssumeRolePolicyDocument", Map.of("Version", "2012-10-17"))));
    assertEquals(
        PropertyValue.fields(
            Map.of("metricName", "ClientConnections", "dimensions", Map.of("ProxyName", "shop"))),
        read(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "MetricName",
                "ClientConnections",
                "Dimensions",
                List.of(Map.of("Name", "ProxyName", "Value", "shop")))));
  }

  @Test
  void keeps_secret_what_is_put_into_a_definition() {
    var machine = "AWS::StepFunctions::StateMachine";
    assertEquals(
        PropertyValue.fields(Map.of("definition", new Secret(new Text("{\"host\":\"h\"}")))),
        read(
            machine,
            Map.of(
                "Definition",
                Map.of("host", "${Host}"),
                "DefinitionSubstitutions",
                Map.of("Host", new Secret(new Text("h"))))));
    assertEquals(
        PropertyValue.fields(Map.of("definition", new Secret(new Text("h/${Path}")))),
        read(
            machine,
            Map.of(
                "DefinitionString",
                new Secret(new Text("${Host}/${Path}")),
                "DefinitionSubstitutions",
                Map.of("Host", "h"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Roles, aws:iam/rolePolicy:RolePolicy",
    "Users, aws:iam/userPolicy:UserPolicy",
    "Groups, aws:iam/groupPolicy:GroupPolicy"
  })
  void reads_a_policy_of_one_kind_of_holders_as_theirs_alone(String holders, String as) {
    var properties = PropertyValue.fields(Map.of("PolicyName", "p", holders, List.of("app")));
    assertEquals(
        List.of(as),
        TranslatedResource.all("AWS::IAM::Policy", "p", properties).stream()
            .map(it -> it.shape().as())
            .toList());
  }

  @Test
  void reads_every_target_of_a_rule_by_itself_with_its_place() {
    var targets = List.of(Map.of("Arn", "a", "Input", "x"), Map.of("Arn", "b"));
    var secret = new Secret(PropertyValue.of(targets));
    assertEquals(
        Map.of(
            "Targets[0]", PropertyValue.fields(Map.of("arn", "a", "input", "x")),
            "Targets[1]", PropertyValue.fields(Map.of("arn", "b"))),
        TranslatedResource.all(
                "AWS::Events::Rule", "r", PropertyValue.fields(Map.of("Targets", targets)))
            .stream()
            .collect(Collectors.toMap(TranslatedResource::place, TranslatedResource::properties)));
    assertEquals(
        List.of(new Secret(new Text("a")), new Secret(new Text("b"))),
        TranslatedResource.all(
                "AWS::Events::Rule", "r", PropertyValue.fields(Map.of("Targets", secret)))
            .stream()
            .map(it -> it.properties().values().get("arn"))
            .toList());
  }
}
