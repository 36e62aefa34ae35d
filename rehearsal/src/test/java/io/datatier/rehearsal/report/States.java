package io.datatier.rehearsal.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The saved state of a stack, as deployed or with more in it. */
final class States {

  static final Path DEV =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0/dev/state.json");
  static final String ADMIN_GROUP = "sg-0e8ee1b419119e493";
  static final String DATABASE_GROUP = "sg-0d4519a0b81b4a516";
  static final String SUBNET = "subnet-08c49026c813d0b1f";
  static final String VPC = "vpc-036e02c8f41a67114";

  private final JsonObject export;

  private States(JsonObject export) {
    this.export = export;
  }

  static States deployed() throws IOException {
    return new States(JsonParser.parseString(Files.readString(DEV)).getAsJsonObject());
  }

  /** With three ways in that nobody planned. */
  static States opened() throws IOException {
    return deployed()
        .with(
            "aws:lambda/function:Function",
            "report-job",
            "report-job",
            """
            {"role": "arn:aws:iam::123456789012:role/report-job",
             "vpcConfig": {"securityGroupIds": ["%s"], "subnetIds": ["%s"]}}\
            """
                .formatted(ADMIN_GROUP, SUBNET))
        .with(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "from-anywhere",
            "sgr-00000000000000001",
            """
            {"securityGroupId": "%s", "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0"}\
            """
                .formatted(DATABASE_GROUP))
        .with(
            "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
            "to-the-office",
            "pcx-00000000000000001",
            """
            {"vpcId": "%s", "peerVpcId": "vpc-00000000000000009"}\
            """
                .formatted(VPC))
        .with(
            "aws:iam/role:Role",
            "report-job-role",
            "report-job",
            """
            {"arn": "arn:aws:iam::123456789012:role/report-job", "name": "report-job"}\
            """)
        .with(
            "aws:iam/rolePolicy:RolePolicy",
            "report-job-reads-all",
            "report-job:all",
            """
            {"role": "report-job", "policy":
             "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"secretsmanager:GetSecretValue\\",\\"Resource\\":\\"*\\"}}"}\
            """);
  }

  /** One more resource. */
  States with(String type, String name, String id, String outputs) {
    var resource = new JsonObject();
    resource.addProperty("urn", "urn:pulumi:dev::datatier::" + type + "::" + name);
    resource.addProperty("custom", true);
    resource.addProperty("type", type);
    resource.addProperty("id", id);
    var properties = JsonParser.parseString(outputs).getAsJsonObject();
    resource.add("inputs", properties);
    resource.add("outputs", properties);
    resources().add(resource);
    return this;
  }

  /** The resource with this name, to change. */
  JsonObject named(String name) {
    return resources().asList().stream()
        .map(each -> each.getAsJsonObject())
        .filter(each -> each.get("urn").getAsString().endsWith("::" + name))
        .findFirst()
        .orElseThrow();
  }

  private JsonArray resources() {
    return export.getAsJsonObject("deployment").getAsJsonArray("resources");
  }

  StackState state() {
    return StackState.of(export);
  }

  String json() {
    return export.toString();
  }
}
