package io.datatier.rehearsal.behavior;

/** The type tokens that behaviors know of each other. */
final class Types {

  static final String VPC = "aws:ec2/vpc:Vpc";
  static final String NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
  static final String SUBNET = "aws:ec2/subnet:Subnet";
  static final String SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
  static final String INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  static final String EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
  static final String SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
  static final String VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
  static final String INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
  static final String NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
  static final String ELASTIC_IP = "aws:ec2/eip:Eip";
  static final String ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
  static final String ROUTE = "aws:ec2/route:Route";
  static final String ROUTE_TABLE_ASSOCIATION =
      "aws:ec2/routeTableAssociation:RouteTableAssociation";
  static final String ROLE = "aws:iam/role:Role";
  static final String POLICY = "aws:iam/policy:Policy";
  static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  static final String SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
  static final String PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
  static final String INSTANCE = "aws:rds/instance:Instance";
  static final String SNAPSHOT = "aws:rds/snapshot:Snapshot";
  static final String PROXY = "aws:rds/proxy:Proxy";
  static final String TARGET_GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
  static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  static final String TOPIC = "aws:sns/topic:Topic";
  static final String FUNCTION = "aws:lambda/function:Function";
  static final String SECRET = "aws:secretsmanager/secret:Secret";
  static final String SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
  static final String KEY = "aws:kms/key:Key";
  static final String KEY_ALIAS = "aws:kms/alias:Alias";
  static final String KEY_GRANT = "aws:kms/grant:Grant";
  static final String KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
  static final String CLUSTER = "aws:rds/cluster:Cluster";
  static final String CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
  static final String CLUSTER_PARAMETER_GROUP =
      "aws:rds/clusterParameterGroup:ClusterParameterGroup";
  static final String CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
  static final String PROXY_ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";

  static final String QUEUE = "aws:sqs/queue:Queue";
  static final String PARAMETER = "aws:ssm/parameter:Parameter";
  static final String EC2_INSTANCE = "aws:ec2/instance:Instance";
  static final String LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
  static final String AUTO_SCALING_GROUP = "aws:autoscaling/group:Group";
  static final String INSTANCE_PROFILE = "aws:iam/instanceProfile:InstanceProfile";
  static final String ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
  static final String DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
  static final String FUNCTION_ALIAS = "aws:lambda/alias:Alias";
  static final String PROVISIONED_CONCURRENCY =
      "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";
  static final String INVOCATION = "aws:lambda/invocation:Invocation";
  static final String PERMISSION = "aws:lambda/permission:Permission";
  static final String EVENT_SOURCE_MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
  static final String LAYER_VERSION = "aws:lambda/layerVersion:LayerVersion";

  static final String TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
  static final String TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  static final String SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
  static final String SECRET_ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
  static final String EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
  static final String EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  static final String METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
  static final String FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl";
  static final String EVENT_SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
  static final String ZONE = "aws:route53/zone:Zone";
  static final String RECORD = "aws:route53/record:Record";

  /** What is in a secret, of which the account keeps only how it is built; no resource. */
  static final String SECRET_VALUE = "aws:secretsmanager/secretValue:SecretValue";

  private Types() {}
}
