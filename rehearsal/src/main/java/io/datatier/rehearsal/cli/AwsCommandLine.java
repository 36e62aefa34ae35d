package io.datatier.rehearsal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The command {@code aws} of a sandbox: lists what is in the account file, as far as {@code make
 * recover} asks. There it stands before the AWS CLI, which would ask an account of the user's.
 */
public final class AwsCommandLine {

  /** AWS CLI user guide, "Command line return codes". */
  private static final int INVALID_COMMAND = 252;

  private static final int FAILED = 255;

  private static final String ID = "id";

  /** The only member of what is listed as a text. */
  private static final String MERE_TEXT = "";

  private static final String RULES = "SecurityGroupRules";

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
          named(
              "autoscaling describe-auto-scaling-groups",
              "AutoScalingGroups",
              "autoscaling/group",
              "AutoScalingGroupName"),
          named(
              "iam list-instance-profiles",
              "InstanceProfiles",
              "iam/instanceProfile",
              "InstanceProfileName"),
          named("kms list-aliases", "Aliases", "kms/alias", "AliasName"),
          new Listing(
              "lambda list-aliases",
              "Aliases",
              List.of("lambda/alias"),
              Map.of("--function-name", "functionName", "Name", "name")),
          new Listing(
              "secretsmanager list-secrets",
              "SecretList",
              List.of("secretsmanager/secret"),
              Map.of("ARN", "arn", "Name", "name")),
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
              List.of("rds/instance", "rds/clusterInstance"),
              Map.of("DBInstanceIdentifier", "identifier")),
          new Listing(
              "rds describe-db-clusters",
              "DBClusters",
              List.of("rds/cluster"),
              Map.of("DBClusterIdentifier", "clusterIdentifier")),
          named(
              "rds describe-db-cluster-parameter-groups",
              "DBClusterParameterGroups",
              "rds/clusterParameterGroup",
              "DBClusterParameterGroupName"),
          new Listing(
              "rds describe-db-proxy-targets",
              "Targets",
              List.of("rds/proxyTarget"),
              Map.of(
                  "--db-proxy-name", "dbProxyName",
                  "RdsResourceId", "rdsResourceId",
                  "Type", "type")),
          new Listing(
              "ec2 describe-launch-templates",
              "LaunchTemplates",
              List.of("ec2/launchTemplate"),
              Map.of("LaunchTemplateId", ID, "LaunchTemplateName", "name")),
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
              RULES,
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
          // AWS lists secrets without those that are planned to be deleted.
          && property(entity, "deletionDate").isEmpty()
          && members.entrySet().stream()
              .filter(member -> member.getKey().startsWith("--"))
              .allMatch(
                  member ->
                      words
                          .get(words.indexOf(member.getKey()) + 1)
                          .equals(
                              property(entity, member.getValue())
                                  .map(JsonElement::getAsString)
                                  .orElse("")));
    }

    JsonElement describe(JsonObject entity) {
      var described = new JsonObject();
      if (list.equals(RULES)) {
        described.addProperty("IsEgress", entity.get("type").getAsString().contains("Egress"));
      }
      new TreeMap<>(members)
          .forEach(
              (member, property) ->
                  property(entity, property)
                      .filter(value -> !member.startsWith("--"))
                      .ifPresent(value -> described.add(member, inAws(member, value))));
      return described.has(MERE_TEXT) ? described.get(MERE_TEXT) : described;
    }
  }

  private static Listing named(String command, String list, String type, String name) {
    return new Listing(command, list, List.of(type), Map.of(name, "name"));
  }

  /** Answers one command from the account file that {@code DATATIER_ACCOUNT} names. */
  public static void main(String[] arguments) {
    var account = Path.of(Objects.requireNonNull(System.getenv("DATATIER_ACCOUNT")));
    System.exit(run(List.of(arguments), account, System.out, System.err));
  }

  /** The commands that have an answer, by their first two words. */
  static Set<String> commands() {
    return LISTINGS.stream().map(Listing::command).collect(Collectors.toSet());
  }

  /** Answers as the AWS CLI would, with its exit codes. */
  static int run(List<String> words, Path account, PrintStream out, PrintStream err) {
    var command = words.stream().limit(2).collect(Collectors.joining(" "));
    var listing = LISTINGS.stream().filter(each -> each.command().equals(command)).findFirst();
    if (listing.isEmpty()) {
      err.printf(
          "aws %s: this shell works in a rehearsal, whose aws only lists what make recover asks for;"
              + " rehearsal/datatier-rehearsal account --help shows what else can be done there.%n",
          command);
      return INVALID_COMMAND;
    }
    try {
      out.println(answer(listing.get(), words, account));
      return 0;
    } catch (IOException unreadable) {
      err.println("Cannot read the rehearsal's account: " + unreadable.getMessage());
      return FAILED;
    }
  }

  private static JsonObject answer(Listing listing, List<String> words, Path account)
      throws IOException {
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
    return answer;
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
}
