package io.datatier.rehearsal.scenarios;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** In place of the AWS CLI: lists what is in the account file, as far as a recovery asks. */
final class AwsCommandLine {

  private static final String ID = "id";

  /** The only member of what is listed as a text. */
  private static final String MERE_TEXT = "";

  private static final List<Listing> LISTINGS =
      List.of(
          named("logs describe-log-groups", "logGroups", "cloudwatch/logGroup", "logGroupName"),
          named(
              "cloudwatch describe-alarms", "MetricAlarms", "cloudwatch/metricAlarm", "AlarmName"),
          new Listing(
              "cloudwatch list-dashboards",
              "DashboardEntries",
              List.of("cloudwatch/dashboard"),
              Map.of("DashboardName", "dashboardName")),
          new Listing("sns list-topics", "Topics", List.of("sns/topic"), Map.of("TopicArn", "arn")),
          new Listing(
              "iam list-role-policies",
              "PolicyNames",
              List.of("iam/rolePolicy"),
              Map.of("--role-name", "role", MERE_TEXT, "name")),
          named("iam list-roles", "Roles", "iam/role", "RoleName"),
          named("lambda list-functions", "Functions", "lambda/function", "FunctionName"),
          named("rds describe-db-proxies", "DBProxies", "rds/proxy", "DBProxyName"),
          named(
              "rds describe-db-parameter-groups",
              "DBParameterGroups",
              "rds/parameterGroup",
              "DBParameterGroupName"),
          named(
              "rds describe-db-subnet-groups",
              "DBSubnetGroups",
              "rds/subnetGroup",
              "DBSubnetGroupName"),
          new Listing(
              "rds describe-db-instances",
              "DBInstances",
              List.of("rds/instance"),
              Map.of("DBInstanceIdentifier", "identifier")),
          new Listing(
              "rds describe-db-proxy-targets",
              "Targets",
              List.of("rds/proxyTarget"),
              Map.of(
                  "--db-proxy-name", "dbProxyName",
                  "RdsResourceId", "rdsResourceId",
                  "Type", "type")),
          new Listing(
              "ec2 describe-vpcs",
              "Vpcs",
              List.of("ec2/vpc"),
              Map.of("VpcId", ID, "CidrBlock", "cidrBlock", "Tags", "tagsAll")),
          new Listing(
              "ec2 describe-subnets",
              "Subnets",
              List.of("ec2/subnet"),
              Map.of("SubnetId", ID, "CidrBlock", "cidrBlock", "VpcId", "vpcId")),
          new Listing(
              "ec2 describe-security-groups",
              "SecurityGroups",
              List.of("ec2/securityGroup"),
              Map.of("GroupId", ID, "GroupName", "name", "VpcId", "vpcId")),
          new Listing(
              "ec2 describe-vpc-endpoints",
              "VpcEndpoints",
              List.of("ec2/vpcEndpoint"),
              Map.of("VpcEndpointId", ID, "ServiceName", "serviceName", "VpcId", "vpcId")),
          new Listing(
              "ec2 describe-security-group-rules",
              "SecurityGroupRules",
              List.of("vpc/securityGroupIngressRule", "vpc/securityGroupEgressRule"),
              Map.of(
                  "SecurityGroupRuleId", ID,
                  "GroupId", "securityGroupId",
                  "IpProtocol", "ipProtocol",
                  "FromPort", "fromPort",
                  "ToPort", "toPort",
                  "CidrIpv4", "cidrIpv4",
                  "PrefixListId", "prefixListId",
                  "ReferencedGroupInfo", "referencedSecurityGroupId")));

  private AwsCommandLine() {}

  /**
   * One command.
   *
   * @param command its first words
   * @param list the member of the answer that holds what is found
   * @param types the types that it lists
   * @param members members of what is found, and the properties that they come from; an option of
   *     the command, and the property that has its value
   */
  private record Listing(
      String command, String list, List<String> types, Map<String, String> members) {

    boolean holds(JsonObject entity, List<String> words) {
      var type = entity.get("type").getAsString();
      return types.stream().anyMatch(each -> type.startsWith("aws:" + each + ":"))
          && members.entrySet().stream()
              .filter(member -> member.getKey().startsWith("--"))
              .allMatch(
                  member ->
                      words
                          .get(words.indexOf(member.getKey()) + 1)
                          .equals(property(entity, member.getValue()).orElseThrow().getAsString()));
    }

    JsonElement describe(JsonObject entity) {
      var described = new JsonObject();
      described.addProperty("IsEgress", entity.get("type").getAsString().contains("Egress"));
      members.forEach(
          (member, property) ->
              property(entity, property)
                  .ifPresent(value -> described.add(member, inAws(member, value))));
      return described.has(MERE_TEXT) ? described.get(MERE_TEXT) : described;
    }
  }

  private static Listing named(String command, String list, String type, String name) {
    return new Listing(command, list, List.of(type), Map.of(name, "name"));
  }

  /** Run by what asks AWS. */
  public static void main(String[] arguments) throws IOException {
    var words = Arrays.asList(arguments);
    var command = words.get(0) + " " + words.get(1);
    var listing =
        LISTINGS.stream().filter(each -> each.command().equals(command)).findFirst().orElseThrow();
    var account = Path.of(Optional.ofNullable(System.getenv("DATATIER_ACCOUNT")).orElseThrow());
    var found = new JsonArray();
    JsonParser.parseString(Files.readString(account))
        .getAsJsonObject()
        .getAsJsonArray("resources")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonObject)
        .filter(entity -> listing.holds(entity, words))
        .forEach(entity -> found.add(listing.describe(entity)));
    var answer = new JsonObject();
    answer.add(listing.list(), found);
    System.out.println(answer);
  }

  private static Optional<JsonElement> property(JsonObject entity, String name) {
    return name.equals(ID)
        ? Optional.of(entity.get(ID))
        : Optional.ofNullable(entity.getAsJsonObject("properties").get(name));
  }

  private static JsonElement inAws(String member, JsonElement value) {
    if (member.equals("Tags")) {
      var tags = new JsonArray();
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(
              tag -> tags.add(object(Map.of("Key", tag.getKey(), "Value", text(tag.getValue())))));
      return tags;
    }
    return member.equals("ReferencedGroupInfo") ? object(Map.of("GroupId", text(value))) : value;
  }

  private static JsonObject object(Map<String, String> members) {
    var object = new JsonObject();
    members.forEach((name, value) -> object.add(name, new JsonPrimitive(value)));
    return object;
  }

  private static String text(JsonElement value) {
    return value.getAsString();
  }

  /** Puts it into a folder, as the command {@code aws}. */
  static void install(Path folder) throws IOException {
    var classPath =
        List.of(AwsCommandLine.class, JsonParser.class).stream()
            .map(AwsCommandLine::origin)
            .collect(Collectors.joining(":"));
    Files.createDirectories(folder);
    var script = folder.resolve("aws");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "$@"
        """
            .formatted(classPath, AwsCommandLine.class.getName()));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  private static String origin(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
