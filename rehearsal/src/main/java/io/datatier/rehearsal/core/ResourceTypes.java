package io.datatier.rehearsal.core;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.datatier.rehearsal.autoscaling.AutoScalingGroup;
import io.datatier.rehearsal.cloudwatch.Dashboard;
import io.datatier.rehearsal.cloudwatch.EventRule;
import io.datatier.rehearsal.cloudwatch.EventTarget;
import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.cloudwatch.LogMetricFilter;
import io.datatier.rehearsal.cloudwatch.MetricAlarm;
import io.datatier.rehearsal.ec2.Ec2Instance;
import io.datatier.rehearsal.ec2.ElasticIp;
import io.datatier.rehearsal.ec2.InternetGateway;
import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.ec2.NatGateway;
import io.datatier.rehearsal.ec2.Route;
import io.datatier.rehearsal.ec2.RouteTable;
import io.datatier.rehearsal.ec2.RouteTableAssociation;
import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.ec2.SecurityGroupPermission;
import io.datatier.rehearsal.ec2.SecurityGroupRule;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.ec2.VpcEndpoint;
import io.datatier.rehearsal.iam.AttachedPolicy;
import io.datatier.rehearsal.iam.IamPolicy;
import io.datatier.rehearsal.iam.InstanceProfile;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.iam.RolePolicy;
import io.datatier.rehearsal.iam.RolePolicyAttachment;
import io.datatier.rehearsal.kms.KmsAlias;
import io.datatier.rehearsal.kms.KmsGrant;
import io.datatier.rehearsal.kms.KmsKey;
import io.datatier.rehearsal.kms.KmsKeyPolicy;
import io.datatier.rehearsal.lambda.EventSourceMapping;
import io.datatier.rehearsal.lambda.FunctionUrl;
import io.datatier.rehearsal.lambda.LambdaAlias;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.lambda.LambdaInvocation;
import io.datatier.rehearsal.lambda.LambdaPermission;
import io.datatier.rehearsal.lambda.LayerVersion;
import io.datatier.rehearsal.lambda.ProvisionedConcurrency;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbClusterInstance;
import io.datatier.rehearsal.rds.DbClusterParameterGroup;
import io.datatier.rehearsal.rds.DbEventSubscription;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbParameterGroup;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.rds.DbProxyEndpoint;
import io.datatier.rehearsal.rds.DbProxyTarget;
import io.datatier.rehearsal.rds.DbProxyTargetGroup;
import io.datatier.rehearsal.rds.DbSnapshot;
import io.datatier.rehearsal.rds.DbSubnetGroup;
import io.datatier.rehearsal.route53.DnsRecord;
import io.datatier.rehearsal.route53.HostedZone;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.secretsmanager.SecretRotation;
import io.datatier.rehearsal.secretsmanager.SecretVersion;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.sns.SnsTopic;
import io.datatier.rehearsal.sns.TopicSubscription;
import io.datatier.rehearsal.sqs.SqsQueue;
import io.datatier.rehearsal.ssm.SsmParameter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The behaviors there are. */
public final class ResourceTypes {

  private static final Map<String, ResourceType> BY_TYPE =
      Stream.of(
              new Vpc(),
              new Subnet(),
              new SecurityGroup(),
              SecurityGroupRule.ingress(),
              SecurityGroupRule.egress(),
              new SecurityGroupPermission(),
              new InternetGateway(),
              new NatGateway(),
              new ElasticIp(),
              new RouteTable(),
              new Route(),
              new RouteTableAssociation(),
              new VpcEndpoint(),
              new HostedZone(),
              new DnsRecord(),
              new Role(),
              new RolePolicy(),
              new IamPolicy(),
              new SecretsManagerSecret(),
              new SecretVersion(),
              new SecretRotation(),
              AttachedPolicy.ofSecret(),
              AttachedPolicy.ofTopic(),
              AttachedPolicy.ofQueue(),
              new TopicSubscription(),
              new EventRule(),
              new EventTarget(),
              new LogMetricFilter(),
              new FunctionUrl(),
              new DbEventSubscription(),
              new DbSnapshot(),
              new KmsKey(),
              new KmsAlias(),
              new KmsKeyPolicy(),
              new KmsGrant(),
              new DbSubnetGroup(),
              new DbParameterGroup(),
              new DbInstance(),
              new DbCluster(),
              new DbClusterInstance(),
              new DbClusterParameterGroup(),
              new DbProxy(),
              new DbProxyEndpoint(),
              new DbProxyTargetGroup(),
              new DbProxyTarget(),
              new LogGroup(),
              new MetricAlarm(),
              new SnsTopic(),
              new Dashboard(),
              new SqsQueue(),
              new SsmParameter(),
              new Ec2Instance(),
              new LaunchTemplate(),
              new AutoScalingGroup(),
              new InstanceProfile(),
              new RolePolicyAttachment(),
              new LambdaFunction(),
              new LambdaAlias(),
              new ProvisionedConcurrency(),
              new LambdaInvocation(),
              new LambdaPermission(),
              new EventSourceMapping(),
              new LayerVersion())
          .collect(toUnmodifiableMap(behavior -> behavior.traits().type(), identity()));

  private ResourceTypes() {}

  /** The types that have a behavior of their own. */
  public static Set<String> types() {
    return BY_TYPE.keySet();
  }

  /** The behavior of a type of its own, if it has one. */
  public static Optional<ResourceType> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** What a type without a behavior of its own does. */
  public static ResourceType schemaOnly(ResourceSchema schema) {
    return new SchemaOnly(schema);
  }
}
