package io.datatier.tools.recover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How to find each type of this program's resources in AWS. */
final class Listings {

  /**
   * Types that AWS would create a second time, or refuse. Members are from the AWS CLI reference,
   * ids from the section "Import" of the provider's documentation.
   */
  private static final Map<String, Listing> ALL =
      Map.ofEntries(
          Map.entry(
              "aws:autoscaling/group:Group",
              named(
                  "autoscaling describe-auto-scaling-groups",
                  "AutoScalingGroups",
                  "AutoScalingGroupName")),
          Map.entry(
              "aws:cloudwatch/dashboard:Dashboard",
              new Listing(
                  "cloudwatch list-dashboards",
                  "DashboardEntries",
                  "DashboardName",
                  Map.of("DashboardName", "dashboardName"))),
          Map.entry(
              "aws:cloudwatch/metricAlarm:MetricAlarm",
              named("cloudwatch describe-alarms", "MetricAlarms", "AlarmName")),
          Map.entry(
              "aws:cloudwatch/logGroup:LogGroup",
              named("logs describe-log-groups", "logGroups", "logGroupName")),
          Map.entry(
              "aws:ec2/launchTemplate:LaunchTemplate",
              new Listing(
                  "ec2 describe-launch-templates",
                  "LaunchTemplates",
                  "LaunchTemplateId",
                  Map.of("LaunchTemplateName", "name"))),
          Map.entry(
              "aws:ec2/securityGroup:SecurityGroup",
              new Listing(
                  "ec2 describe-security-groups",
                  "SecurityGroups",
                  "GroupId",
                  Map.of("VpcId", "vpcId", "GroupName", "name"))),
          Map.entry(
              "aws:ec2/subnet:Subnet",
              new Listing(
                  "ec2 describe-subnets",
                  "Subnets",
                  "SubnetId",
                  Map.of("VpcId", "vpcId", "CidrBlock", "cidrBlock"))),
          Map.entry(
              "aws:ec2/vpc:Vpc",
              new Listing(
                  "ec2 describe-vpcs",
                  "Vpcs",
                  "VpcId",
                  Map.of("CidrBlock", "cidrBlock", "Tags", "tags"))),
          Map.entry(
              "aws:ec2/vpcEndpoint:VpcEndpoint",
              new Listing(
                  "ec2 describe-vpc-endpoints",
                  "VpcEndpoints",
                  "VpcEndpointId",
                  Map.of("VpcId", "vpcId", "ServiceName", "serviceName"))),
          Map.entry(
              "aws:iam/instanceProfile:InstanceProfile",
              named("iam list-instance-profiles", "InstanceProfiles", "InstanceProfileName")),
          Map.entry("aws:iam/role:Role", named("iam list-roles", "Roles", "RoleName")),
          Map.entry(
              "aws:iam/rolePolicy:RolePolicy",
              new Listing(
                  "iam list-role-policies --role-name {role}",
                  "PolicyNames",
                  "{role}:{name}",
                  Map.of(Listing.TEXT, "name"))),
          Map.entry("aws:kms/alias:Alias", named("kms list-aliases", "Aliases", "AliasName")),
          Map.entry(
              "aws:lambda/alias:Alias",
              new Listing(
                  "lambda list-aliases --function-name {functionName}",
                  "Aliases",
                  "{functionName}/{name}",
                  Map.of("Name", "name"))),
          Map.entry(
              "aws:lambda/function:Function",
              named("lambda list-functions", "Functions", "FunctionName")),
          Map.entry(
              "aws:rds/cluster:Cluster",
              new Listing(
                  "rds describe-db-clusters",
                  "DBClusters",
                  "DBClusterIdentifier",
                  Map.of("DBClusterIdentifier", "clusterIdentifier"))),
          Map.entry("aws:rds/clusterInstance:ClusterInstance", instance()),
          Map.entry(
              "aws:rds/clusterParameterGroup:ClusterParameterGroup",
              named(
                  "rds describe-db-cluster-parameter-groups",
                  "DBClusterParameterGroups",
                  "DBClusterParameterGroupName")),
          Map.entry("aws:rds/instance:Instance", instance()),
          Map.entry(
              "aws:rds/parameterGroup:ParameterGroup",
              named(
                  "rds describe-db-parameter-groups", "DBParameterGroups", "DBParameterGroupName")),
          Map.entry(
              "aws:rds/proxy:Proxy", named("rds describe-db-proxies", "DBProxies", "DBProxyName")),
          Map.entry(
              "aws:rds/proxyTarget:ProxyTarget",
              new Listing(
                  "rds describe-db-proxy-targets --db-proxy-name {dbProxyName}",
                  "Targets",
                  "{dbProxyName}/{targetGroupName}/{Type}/{RdsResourceId}",
                  Map.of("RdsResourceId", "dbInstanceIdentifier|dbClusterIdentifier"))),
          Map.entry(
              "aws:rds/subnetGroup:SubnetGroup",
              named("rds describe-db-subnet-groups", "DBSubnetGroups", "DBSubnetGroupName")),
          Map.entry(
              "aws:secretsmanager/secret:Secret",
              new Listing(
                  "secretsmanager list-secrets", "SecretList", "ARN", Map.of("Name", "name"))),
          Map.entry(
              "aws:sns/topic:Topic",
              new Listing("sns list-topics", "Topics", "TopicArn", Map.of("TopicArn", "*:name"))),
          Map.entry("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", rule("'true'")),
          Map.entry("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", rule("'false'")));

  /** Types where creating again only overwrites what the first creation wrote. */
  private static final List<String> REPEATABLE =
      List.of(
          // PutKeyPolicy
          "aws:kms/keyPolicy:KeyPolicy",
          // The migrations function may be invoked again at any time.
          "aws:lambda/invocation:Invocation",
          // PutProvisionedConcurrencyConfig
          "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
          // ModifyDBProxyTargetGroup
          "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
          // RotateSecret
          "aws:secretsmanager/secretRotation:SecretRotation");

  private Listings() {}

  private static Listing named(String command, String list, String name) {
    return new Listing(command, list, name, Map.of(name, "name"));
  }

  private static Listing instance() {
    return new Listing(
        "rds describe-db-instances",
        "DBInstances",
        "DBInstanceIdentifier",
        Map.of("DBInstanceIdentifier", "identifier"));
  }

  private static Listing rule(String egress) {
    return new Listing(
        "ec2 describe-security-group-rules",
        "SecurityGroupRules",
        "SecurityGroupRuleId",
        Map.of(
            "GroupId", "securityGroupId",
            "IsEgress", egress,
            "IpProtocol", "ipProtocol",
            "FromPort", "fromPort",
            "ToPort", "toPort",
            "CidrIpv4", "cidrIpv4",
            "CidrIpv6", "cidrIpv6",
            "PrefixListId", "prefixListId",
            "ReferencedGroupInfo.GroupId", "referencedSecurityGroupId"));
  }

  /** How to list a type; empty if its resources have no unique name. */
  static Optional<Listing> of(String type) {
    return Optional.ofNullable(ALL.get(type));
  }

  /** Whether creating a resource of this type again is safe. */
  static boolean isRepeatable(String type) {
    return REPEATABLE.contains(type);
  }
}
