package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.autoscaling.AutoScalingGroup;
import io.datatier.rehearsal.cloudwatch.MetricAlarm;
import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.iam.RolePolicy;
import io.datatier.rehearsal.iam.RolePolicyAttachment;
import io.datatier.rehearsal.kms.KmsKey;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbClusterInstance;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbParameterGroup;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.rds.DbProxyDefaultTargetGroup;
import io.datatier.rehearsal.rds.DbProxyTarget;
import io.datatier.rehearsal.rds.DbSubnetGroup;
import io.datatier.rehearsal.secretsmanager.SecretVersion;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.sqs.SqsQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A data tier as it should be, of which a test changes one thing. */
public final class DataTier {

  public static final String HASH = "a".repeat(64);

  private final ProviderTester aws;

  public DataTier(Path folder) {
    this.aws = ProviderTester.on(folder);
  }

  public ProviderTester aws() {
    return aws;
  }

  public Draft vpc() {
    return aws.resource(Vpc.TYPE, "net")
        .with("cidrBlock", "10.0.0.0/16")
        .with("enableDnsHostnames", true);
  }

  public Draft subnet(Live vpc, String zone, String cidr) {
    return aws.resource(Subnet.TYPE, "private-" + zone)
        .with("vpcId", vpc.id())
        .with("cidrBlock", cidr)
        .with("availabilityZone", "us-east-1" + zone);
  }

  /** Two private subnets. */
  public List<String> subnets(Live vpc) {
    return List.of(
        subnet(vpc, "a", "10.0.0.0/24").create().id(),
        subnet(vpc, "b", "10.0.1.0/24").create().id());
  }

  public Draft group(Live vpc, String name) {
    return aws.resource(SecurityGroup.TYPE, name)
        .with("vpcId", vpc.id())
        .with("description", "the group of " + name);
  }

  public Draft role(String service) {
    return aws.resource(Role.TYPE, "role")
        .with(
            "assumeRolePolicy",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\""
                + service
                + "\"},\"Action\":\"sts:AssumeRole\"}}");
  }

  public Draft reading(Live role, String secretArn) {
    return aws.resource(RolePolicy.TYPE, "read-secret")
        .with("role", role.id())
        .with(
            "policy",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"secretsmanager:GetSecretValue\",\"Resource\":\""
                + secretArn
                + "\"}]}");
  }

  /** A policy of AWS's own on a role. */
  public Draft attached(Live role, String policy) {
    return aws.resource(RolePolicyAttachment.TYPE, policy)
        .with("role", role.id())
        .with("policyArn", "arn:aws:iam::aws:policy/" + policy);
  }

  /** A policy within a role. */
  public Draft allowing(Live role, String action, String resource) {
    return aws.resource(RolePolicy.TYPE, action)
        .with("name", action.replace(':', '-'))
        .with("role", role.id())
        .with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}}"
                .formatted(action, resource));
  }

  public Draft subnetGroup(List<String> subnets) {
    return aws.resource(DbSubnetGroup.TYPE, "database").with("subnetIds", subnets);
  }

  public Draft parameterGroup() {
    return aws.resource(DbParameterGroup.TYPE, "postgres")
        .with("family", "postgres17")
        .with("parameters", List.of(Map.of("name", "rds.force_ssl", "value", "1")));
  }

  /** A database whose inputs need nothing that exists. */
  public Draft databaseAlone() {
    return aws.resource(DbInstance.TYPE, "postgres")
        .with("identifier", "campaign-postgres")
        .with("engine", "postgres")
        .with("engineVersion", "17")
        .with("instanceClass", "db.t4g.micro")
        .with("allocatedStorage", 20)
        .with("storageType", "gp3")
        .with("storageEncrypted", true)
        .with("dbName", "campaign_system")
        .with("username", "iadmin")
        .with("manageMasterUserPassword", true)
        .with("skipFinalSnapshot", true);
  }

  public Draft database(Live subnetGroup) {
    return databaseAlone().with("dbSubnetGroupName", subnetGroup.id());
  }

  /** A cluster whose inputs need nothing that exists. */
  public Draft clusterAlone() {
    return aws.resource(DbCluster.TYPE, "cluster")
        .with("clusterIdentifier", "campaign-cluster")
        .with("engine", "aurora-postgresql")
        .with("engineVersion", "16")
        .with("storageEncrypted", true)
        .with("databaseName", "campaign_system")
        .with("masterUsername", "iadmin")
        .with("manageMasterUserPassword", true)
        .with("enabledCloudwatchLogsExports", List.of("postgresql"))
        .with("skipFinalSnapshot", true);
  }

  public Draft cluster(Live subnetGroup) {
    return clusterAlone().with("dbSubnetGroupName", subnetGroup.id());
  }

  public Draft clusterInstance(String identifier) {
    return aws.resource(DbClusterInstance.TYPE, identifier)
        .with("identifier", identifier)
        .with("clusterIdentifier", "campaign-cluster")
        .with("engine", "aurora-postgresql")
        .with("instanceClass", "db.t4g.medium");
  }

  public Draft key() {
    return aws.resource(KmsKey.TYPE, "data").with("enableKeyRotation", true);
  }

  public Draft secret() {
    return aws.resource(SecretsManagerSecret.TYPE, "application");
  }

  public Draft version(Live secret, String value) {
    return aws.resource(SecretVersion.TYPE, "application")
        .with("secretId", secret.id())
        .with("secretString", TestValues.secret(value));
  }

  public static String secretOf(Live database) {
    return database.outputs().get("masterUserSecrets") instanceof List<?> secrets
            && secrets.get(0) instanceof Map<?, ?> secret
        ? String.valueOf(secret.get("secretArn"))
        : "";
  }

  /** A proxy whose inputs need nothing that exists. */
  public Draft proxyAlone() {
    return aws.resource(DbProxy.TYPE, "proxy")
        .with("name", "campaign-proxy")
        .with("engineFamily", "POSTGRESQL")
        .with("requireTls", true)
        .with("roleArn", "arn:aws:iam::123456789012:role/nobody")
        .with("vpcSubnetIds", List.of("subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"))
        .with(
            "auths",
            List.of(auth("arn:aws:secretsmanager:us-east-1:123456789012:secret:none-AbCdEf")));
  }

  public static Map<String, Object> auth(String secretArn) {
    return Map.of("authScheme", "SECRETS", "iamAuth", "DISABLED", "secretArn", secretArn);
  }

  public Draft proxy(List<String> subnets, Live role, String secretArn) {
    return proxyAlone()
        .with("roleArn", role.text("arn"))
        .with("vpcSubnetIds", subnets)
        .with("auths", List.of(auth(secretArn)));
  }

  public Draft pool() {
    return aws.resource(DbProxyDefaultTargetGroup.TYPE, "pool")
        .with("dbProxyName", "campaign-proxy")
        .with("connectionPoolConfig", Map.of("maxIdleConnectionsPercent", 50));
  }

  public Draft target() {
    return aws.resource(DbProxyTarget.TYPE, "target")
        .with("dbProxyName", "campaign-proxy")
        .with("targetGroupName", "default")
        .with("dbInstanceIdentifier", "campaign-postgres");
  }

  /** A function whose inputs need nothing that exists. */
  public Draft functionAlone() {
    return aws.resource(LambdaFunction.TYPE, "validate")
        .with("name", "validate-campaign")
        .with("role", "arn:aws:iam::123456789012:role/nobody")
        .with("runtime", "python3.13")
        .with("handler", "handler.main")
        .with("code", TestValues.archive("function.zip", HASH));
  }

  public Draft queue() {
    return aws.resource(SqsQueue.TYPE, "jobs").with("name", "jobs");
  }

  public Draft template() {
    return aws.resource(LaunchTemplate.TYPE, "workers")
        .with("name", "workers")
        .with("imageId", "ami-0a1b2c3d4e5f60718")
        .with("instanceType", "t4g.small")
        .with("metadataOptions", Map.of("httpTokens", "required"));
  }

  public Draft workers(Live template, List<String> subnets) {
    return aws.resource(AutoScalingGroup.TYPE, "workers")
        .with("name", "workers")
        .with("minSize", 1)
        .with("maxSize", 4)
        .with("vpcZoneIdentifiers", subnets)
        .with(
            "launchTemplate",
            Map.of(
                "id", template.id(),
                "version", template.text("latestVersion").replace(".0", "")));
  }

  public Draft alarm() {
    return aws.resource(MetricAlarm.TYPE, "connections")
        .with("name", "connections")
        .with("namespace", "AWS/RDS")
        .with("metricName", "ClientConnections")
        .with("dimensions", Map.of("ProxyName", "campaign-proxy"))
        .with("statistic", "Sum")
        .with("comparisonOperator", "GreaterThanThreshold")
        .with("threshold", 500)
        .with("period", 300)
        .with("evaluationPeriods", 2);
  }
}
