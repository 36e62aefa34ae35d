package io.datatier.rehearsal.core;

/** The type tokens that behaviors know of each other. */
public final class Types {

  public static final String VPC = "aws:ec2/vpc:Vpc";
  public static final String NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
  public static final String SUBNET = "aws:ec2/subnet:Subnet";
  public static final String SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
  public static final String INGRESS_RULE =
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  public static final String EGRESS_RULE =
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
  public static final String SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
  public static final String VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
  public static final String INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
  public static final String NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
  public static final String ELASTIC_IP = "aws:ec2/eip:Eip";
  public static final String ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
  public static final String ROUTE = "aws:ec2/route:Route";
  public static final String ROUTE_TABLE_ASSOCIATION =
      "aws:ec2/routeTableAssociation:RouteTableAssociation";
  public static final String ROLE = "aws:iam/role:Role";
  public static final String POLICY = "aws:iam/policy:Policy";
  public static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  public static final String SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
  public static final String PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
  public static final String INSTANCE = "aws:rds/instance:Instance";
  public static final String SNAPSHOT = "aws:rds/snapshot:Snapshot";
  public static final String PROXY = "aws:rds/proxy:Proxy";
  public static final String TARGET_GROUP =
      "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  public static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
  public static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  public static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  public static final String TOPIC = "aws:sns/topic:Topic";
  public static final String FUNCTION = "aws:lambda/function:Function";
  public static final String SECRET = "aws:secretsmanager/secret:Secret";
  public static final String SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
  public static final String KEY = "aws:kms/key:Key";
  public static final String KEY_ALIAS = "aws:kms/alias:Alias";
  public static final String KEY_GRANT = "aws:kms/grant:Grant";
  public static final String KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
  public static final String CLUSTER = "aws:rds/cluster:Cluster";
  public static final String CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
  public static final String CLUSTER_PARAMETER_GROUP =
      "aws:rds/clusterParameterGroup:ClusterParameterGroup";
  public static final String CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
  public static final String PROXY_ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";

  public static final String QUEUE = "aws:sqs/queue:Queue";
  public static final String PARAMETER = "aws:ssm/parameter:Parameter";
  public static final String EC2_INSTANCE = "aws:ec2/instance:Instance";
  public static final String LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
  public static final String AUTO_SCALING_GROUP = "aws:autoscaling/group:Group";
  public static final String INSTANCE_PROFILE = "aws:iam/instanceProfile:InstanceProfile";
  public static final String ROLE_POLICY_ATTACHMENT =
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
  public static final String DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
  public static final String FUNCTION_ALIAS = "aws:lambda/alias:Alias";
  public static final String PROVISIONED_CONCURRENCY =
      "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";
  public static final String INVOCATION = "aws:lambda/invocation:Invocation";
  public static final String PERMISSION = "aws:lambda/permission:Permission";
  public static final String EVENT_SOURCE_MAPPING =
      "aws:lambda/eventSourceMapping:EventSourceMapping";
  public static final String LAYER_VERSION = "aws:lambda/layerVersion:LayerVersion";

  public static final String TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
  public static final String TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  public static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  public static final String SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
  public static final String SECRET_ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
  public static final String EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
  public static final String EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  public static final String METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
  public static final String FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl";
  public static final String EVENT_SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
  public static final String ZONE = "aws:route53/zone:Zone";
  public static final String RECORD = "aws:route53/record:Record";

  /** What is in a secret, of which the account keeps only how it is built; no resource. */
  public static final String SECRET_VALUE = "aws:secretsmanager/secretValue:SecretValue";

  private Types() {}
}
