package io.datatier.rehearsal.behavior;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.datatier.rehearsal.schema.ResourceSchema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The behaviors there are. */
public final class Behaviors {

  private static final Map<String, Behavior> BY_TYPE =
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

  private Behaviors() {}

  /** The types that have a behavior of their own. */
  public static Set<String> types() {
    return BY_TYPE.keySet();
  }

  /** The behavior of a type of its own, if it has one. */
  public static Optional<Behavior> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** What a type without a behavior of its own does. */
  public static Behavior schemaOnly(ResourceSchema schema) {
    return new SchemaOnly(schema);
  }
}
