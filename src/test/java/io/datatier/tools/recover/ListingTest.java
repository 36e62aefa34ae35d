package io.datatier.tools.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {

  @Test
  void tells_a_vpc_by_its_range_and_tags() {
    var vpc = creation("aws:ec2/vpc:Vpc", "{'cidrBlock': '10.0.0.0/16', 'tags': {'Name': 'ours'}}");

    assertEquals(
        List.of("vpc-2"),
        ids(
            vpc,
            """
            {'Vpcs': [
              {'VpcId': 'vpc-1', 'CidrBlock': '10.0.0.0/16',
               'Tags': [{'Key': 'Name', 'Value': 'theirs'}]},
              {'VpcId': 'vpc-2', 'CidrBlock': '10.0.0.0/16',
               'Tags': [{'Key': 'stack', 'Value': 'dev'}, {'Key': 'Name', 'Value': 'ours'}]},
              {'VpcId': 'vpc-3', 'CidrBlock': '10.0.0.0/16'}]}
            """));
  }

  @Test
  void tells_a_rule_by_its_group_direction_ports_and_other_end() {
    var rule =
        creation(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """
            {'securityGroupId': 'sg-1', 'ipProtocol': 'tcp', 'fromPort': 5432, 'toPort': 5432,
             'referencedSecurityGroupId': 'sg-2'}
            """);
    var lawful =
        """
        'IpProtocol': 'tcp', 'FromPort': 5432, 'ToPort': 5432,\
        """;

    assertEquals(
        List.of("sgr-3"),
        ids(
            rule,
            """
            {'SecurityGroupRules': [
              {'SecurityGroupRuleId': 'sgr-1', 'GroupId': 'sg-1', 'IsEgress': true, %s
               'ReferencedGroupInfo': {'GroupId': 'sg-2'}},
              {'SecurityGroupRuleId': 'sgr-2', 'GroupId': 'sg-1', 'IsEgress': false, %s
               'CidrIpv4': '10.0.0.0/16'},
              {'SecurityGroupRuleId': 'sgr-3', 'GroupId': 'sg-1', 'IsEgress': false, %s
               'ReferencedGroupInfo': {'GroupId': 'sg-2', 'UserId': '123456789012'}},
              {'SecurityGroupRuleId': 'sgr-4', 'GroupId': 'sg-2', 'IsEgress': false, %s
               'ReferencedGroupInfo': {'GroupId': 'sg-2'}}]}
            """
                .replace("%s", lawful)));
  }

  @Test
  void makes_the_id_of_a_target_from_all_that_names_it() {
    var target =
        creation(
            "aws:rds/proxyTarget:ProxyTarget",
            """
            {'dbProxyName': 'pool', 'targetGroupName': 'default', 'dbInstanceIdentifier': 'db'}
            """);

    assertEquals(
        List.of("rds", "describe-db-proxy-targets", "--db-proxy-name", "pool"),
        Listings.of(target.type()).orElseThrow().command(target));
    assertEquals(
        List.of("pool/default/RDS_INSTANCE/db"),
        ids(
            target,
            """
            {'Targets': [{'RdsResourceId': 'db', 'Type': 'RDS_INSTANCE', 'Port': 5432},
              {'RdsResourceId': 'other', 'Type': 'RDS_INSTANCE', 'Port': 5432}]}
            """));
  }

  @Test
  void makes_the_id_of_an_alias_from_its_function_and_name() {
    var alias = creation("aws:lambda/alias:Alias", "{'functionName': 'worker', 'name': 'live'}");

    assertEquals(
        List.of("lambda", "list-aliases", "--function-name", "worker"),
        Listings.of(alias.type()).orElseThrow().command(alias));
    assertEquals(
        List.of("worker/live"), ids(alias, "{'Aliases': [{'Name': 'live'}, {'Name': 'old'}]}"));
  }

  @Test
  void tells_a_topic_by_the_end_of_its_arn() {
    assertEquals(
        List.of("arn:aws:sns:eu-west-1:123456789012:alarms"),
        ids(
            creation("aws:sns/topic:Topic", "{'name': 'alarms'}"),
            """
            {'Topics': [{'TopicArn': 'arn:aws:sns:eu-west-1:123456789012:other-alarms'},
              {'TopicArn': 'arn:aws:sns:eu-west-1:123456789012:alarms'}]}
            """));
  }

  @Test
  void tells_a_policy_of_a_role_by_its_name_alone() {
    var policy = creation("aws:iam/rolePolicy:RolePolicy", "{'role': 'worker', 'name': 'read'}");

    assertEquals(
        List.of("iam", "list-role-policies", "--role-name", "worker"),
        Listings.of(policy.type()).orElseThrow().command(policy));
    assertEquals(List.of("worker:read"), ids(policy, "{'PolicyNames': ['write', 'read']}"));
  }

  @Test
  void finds_nothing_where_aws_lists_nothing() {
    assertEquals(
        List.of(), ids(creation("aws:rds/proxy:Proxy", "{'name': 'pool'}"), "{'DBProxies': []}"));
  }

  private static List<String> ids(Creation creation, String answer) {
    return Listings.of(creation.type()).orElseThrow().ids(creation, json(answer));
  }

  private static Creation creation(String type, String inputs) {
    var resource = new JsonObject();
    resource.addProperty("type", type);
    resource.add("inputs", json(inputs));
    return new Creation(resource);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }
}
