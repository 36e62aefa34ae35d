package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
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
    return aws.resource(Types.VPC, "net")
        .with("cidrBlock", "10.0.0.0/16")
        .with("enableDnsHostnames", true);
  }

  public Draft subnet(Live vpc, String zone, String cidr) {
    return aws.resource(Types.SUBNET, "private-" + zone)
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
    return aws.resource(Types.SECURITY_GROUP, name)
        .with("vpcId", vpc.id())
        .with("description", "the group of " + name);
  }

  public Draft role(String service) {
    return aws.resource(Types.ROLE, "role")
        .with(
            "assumeRolePolicy",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\""
                + service
                + "\"},\"Action\":\"sts:AssumeRole\"}}");
  }

  public Draft reading(Live role, String secretArn) {
    return aws.resource(Types.ROLE_POLICY, "read-secret")
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
    return aws.resource(Types.ROLE_POLICY_ATTACHMENT, policy)
        .with("role", role.id())
        .with("policyArn", "arn:aws:iam::aws:policy/" + policy);
  }

  /** A policy within a role. */
  public Draft allowing(Live role, String action, String resource) {
    return aws.resource(Types.ROLE_POLICY, action)
        .with("name", action.replace(':', '-'))
        .with("role", role.id())
        .with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}}"
                .formatted(action, resource));
  }

  public Draft subnetGroup(List<String> subnets) {
    return aws.resource(Types.SUBNET_GROUP, "database").with("subnetIds", subnets);
  }

  public Draft parameterGroup() {
    return aws.resource(Types.PARAMETER_GROUP, "postgres")
        .with("family", "postgres17")
        .with("parameters", List.of(Map.of("name", "rds.force_ssl", "value", "1")));
  }

  /** A database whose inputs need nothing that exists. */
  public Draft databaseAlone() {
    return aws.resource(Types.INSTANCE, "postgres")
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
    return aws.resource(Types.CLUSTER, "cluster")
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
    return aws.resource(Types.CLUSTER_INSTANCE, identifier)
        .with("identifier", identifier)
        .with("clusterIdentifier", "campaign-cluster")
        .with("engine", "aurora-postgresql")
        .with("instanceClass", "db.t4g.medium");
  }

  public Draft key() {
    return aws.resource(Types.KEY, "data").with("enableKeyRotation", true);
  }

  public Draft secret() {
    return aws.resource(Types.SECRET, "application");
  }

  public Draft version(Live secret, String value) {
    return aws.resource(Types.SECRET_VERSION, "application")
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
    return aws.resource(Types.PROXY, "proxy")
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
    return aws.resource(Types.TARGET_GROUP, "pool")
        .with("dbProxyName", "campaign-proxy")
        .with("connectionPoolConfig", Map.of("maxIdleConnectionsPercent", 50));
  }

  public Draft target() {
    return aws.resource(Types.TARGET, "target")
        .with("dbProxyName", "campaign-proxy")
        .with("targetGroupName", "default")
        .with("dbInstanceIdentifier", "campaign-postgres");
  }

  /** A function whose inputs need nothing that exists. */
  public Draft functionAlone() {
    return aws.resource(Types.FUNCTION, "validate")
        .with("name", "validate-campaign")
        .with("role", "arn:aws:iam::123456789012:role/nobody")
        .with("runtime", "python3.13")
        .with("handler", "handler.main")
        .with("code", TestValues.archive("function.zip", HASH));
  }

  public Draft queue() {
    return aws.resource(Types.QUEUE, "jobs").with("name", "jobs");
  }

  public Draft template() {
    return aws.resource(Types.LAUNCH_TEMPLATE, "workers")
        .with("name", "workers")
        .with("imageId", "ami-0a1b2c3d4e5f60718")
        .with("instanceType", "t4g.small")
        .with("metadataOptions", Map.of("httpTokens", "required"));
  }

  public Draft workers(Live template, List<String> subnets) {
    return aws.resource(Types.AUTO_SCALING_GROUP, "workers")
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
    return aws.resource(Types.ALARM, "connections")
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
