package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows internal/service/rds/instance.go of the provider, in which the id of an instance is its
 * resource id ({@code db-...}), so that the identifier can change in place.
 */
final class DbInstance implements Behavior {

  private static final String HOSTED_ZONE = "Z2R2ITUGPM61AM";

  @Override
  public Traits traits() {
    return Traits.of(Types.INSTANCE, "RDS DB Instance")
        .replacedBy(
            "availabilityZone",
            "backupTarget",
            "characterSetName",
            "customIamInstanceProfile",
            "dbName",
            "engine",
            "kmsKeyId",
            "ncharCharacterSetName",
            "restoreToPointInTime",
            "snapshotIdentifier",
            "storageEncrypted",
            "timezone",
            "username")
        .filledByAws(
            "allocatedStorage",
            "availabilityZone",
            "backupRetentionPeriod",
            "backupTarget",
            "backupWindow",
            "caCertIdentifier",
            "characterSetName",
            "databaseInsightsMode",
            "dbName",
            "dbSubnetGroupName",
            "engine",
            "engineLifecycleSupport",
            "engineVersion",
            "identifier",
            "identifierPrefix",
            "iops",
            "kmsKeyId",
            "licenseModel",
            "maintenanceWindow",
            "masterUserSecretKmsKeyId",
            "monitoringRoleArn",
            "multiAz",
            "ncharCharacterSetName",
            "networkType",
            "optionGroupName",
            "parameterGroupName",
            "performanceInsightsKmsKeyId",
            "performanceInsightsRetentionPeriod",
            "port",
            "replicaMode",
            "storageThroughput",
            "storageType",
            "timezone",
            "username",
            "vpcSecurityGroupIds")
        .unordered("enabledCloudwatchLogsExports", "vpcSecurityGroupIds")
        .secrets("password");
  }

  /** An instance is imported by its identifier. */
  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(Types.INSTANCE, id)
        .or(() -> account.findBy(Types.INSTANCE, "identifier", id));
  }

  @Override
  public void check(Inputs inputs) {
    DbInstanceRules.check(inputs);
  }

  @Override
  public void refer(Account account, Fields inputs) {
    References.securityGroups(
        account,
        inputs.texts("vpcSecurityGroupIds"),
        Optional.empty(),
        "InvalidParameterCombination");
    inputs
        .text("monitoringRoleArn")
        .ifPresent(
            arn ->
                References.role(
                    account, arn, "monitoring.rds.amazonaws.com", "InvalidParameterValue"));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return DbInstanceDefaults.settle(account, properties);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var identifier = properties.text("identifier", "");
    refuseClash(account, identifier);
    if (properties.text("dbSubnetGroupName").isEmpty()) {
      throw new AwsFault(
          "InvalidSubnet",
          "No default subnet detected in VPC: the rehearsal's account has no default VPC; set dbSubnetGroupName.");
    }
    refersByName(account, properties);
    var id = "db-" + Ids.upper(account, "db", 26);
    var database =
        new Entity(
            Types.INSTANCE,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("resourceId", id)
                .with("hostedZoneId", HOSTED_ZONE)
                .with("status", "available")
                .with("replicas", new Value.Items(List.of()))
                .with("listenerEndpoints", new Value.Items(List.of()))
                .with("masterUserSecrets", new Value.Items(List.of()))
                .with(
                    "latestRestorableTime",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    return withMasterSecret(account, database);
  }

  private static void refuseClash(Account account, String identifier) {
    if (account.findBy(Types.INSTANCE, "identifier", identifier).isPresent()) {
      throw new AwsFault("DBInstanceAlreadyExists", "DB instance already exists: " + identifier);
    }
  }

  private static void refersByName(Account account, Fields properties) {
    var group = properties.text("dbSubnetGroupName", "");
    if (account.find(Types.SUBNET_GROUP, group).isEmpty()) {
      throw new AwsFault(
          "DBSubnetGroupNotFoundFault", "DB subnet group '" + group + "' does not exist.");
    }
    References.securityGroups(
        account,
        properties.texts("vpcSecurityGroupIds"),
        References.vpcOf(DbInstanceDefaults.subnetsOf(account, properties), "InvalidSubnet"),
        "InvalidParameterCombination");
    var parameters = properties.text("parameterGroupName", "");
    var family = "postgres" + EngineVersion.major(properties.text("engineVersion", ""));
    if (parameters.equals("default." + family)) {
      return;
    }
    var its =
        account
            .find(Types.PARAMETER_GROUP, parameters)
            .orElseThrow(
                () ->
                    new AwsFault(
                        "DBParameterGroupNotFound", "DBParameterGroup not found: " + parameters))
            .text("family")
            .orElse("");
    if (!its.equals(family)) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "The parameter group %s with DBParameterGroupFamily %s can't be used for this instance. Please use a parameter group with DBParameterGroupFamily %s."
              .formatted(parameters, its, family));
    }
  }

  private static Made withMasterSecret(Account account, Entity database) {
    if (!database.properties().flag("manageMasterUserPassword")) {
      return Made.in(account, database);
    }
    var secret = Secrets.ofMaster(account, database);
    var key =
        database
            .text("masterUserSecretKmsKeyId")
            .orElseGet(() -> DbInstanceDefaults.awsManagedKey(account, "aws/secretsmanager"));
    var told =
        Fields.of(
            Map.of(
                "kmsKeyId", Value.of(key),
                "secretArn", Value.of(secret.id()),
                "secretStatus", Value.of("active")));
    return Made.in(
        account.with(secret),
        database.with(
            database
                .properties()
                .with("masterUserSecretKmsKeyId", key)
                .with("masterUserSecrets", new Value.Items(List.of(told)))));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var was = before.properties();
    var identifier = properties.text("identifier", "");
    if (!was.text("identifier", "").equals(identifier)) {
      refuseClash(account, identifier);
    }
    EngineVersion.upgrade(
        was.text("engineVersionActual", ""),
        properties.text("engineVersionActual", ""),
        properties.flag("allowMajorVersionUpgrade"));
    if (properties.number("allocatedStorage").orElse(0)
        < was.number("allocatedStorage").orElse(0)) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Requested storage size (%s) cannot be smaller than the existing storage size (%s)."
              .formatted(
                  Inputs.plain(properties.number("allocatedStorage").orElse(0)),
                  Inputs.plain(was.number("allocatedStorage").orElse(0))));
    }
    refersByName(account, properties);
    boolean had = was.flag("manageMasterUserPassword");
    boolean has = properties.flag("manageMasterUserPassword");
    if (had == has) {
      return Made.in(account, before.with(properties));
    }
    if (has) {
      return withMasterSecret(account, before.with(properties));
    }
    var secret = account.all(Types.SECRET).filter(each -> each.isOwnedBy(before)).findFirst();
    return Made.in(
        secret.map(account::without).orElse(account),
        before.with(properties.with("masterUserSecrets", new Value.Items(List.of()))));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    if (entity.properties().flag("deletionProtection")) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }
    if (state.flag("skipFinalSnapshot")) {
      return account.without(entity);
    }
    var name =
        state
            .text("finalSnapshotIdentifier")
            .orElseThrow(
                () ->
                    new AwsFault(
                        "InvalidParameterCombination",
                        "finalSnapshotIdentifier is required when skipFinalSnapshot is false."));
    if (account.find(Types.SNAPSHOT, name).isPresent()) {
      throw new AwsFault(
          "DBSnapshotAlreadyExists",
          "Cannot create the snapshot because a snapshot with the identifier %s already exists."
              .formatted(name));
    }
    return account.without(entity).with(snapshot(account, entity, name));
  }

  private static Entity snapshot(Account account, Entity database, String name) {
    var properties =
        Fields.of(
            Map.of(
                "arn", Value.of(account.arn("rds", "snapshot:" + name)),
                "dbSnapshotIdentifier", Value.of(name),
                "dbInstanceIdentifier", Value.of(database.text("identifier").orElse("")),
                "status", Value.of("available")));
    return new Entity(Types.SNAPSHOT, name, account.region(), new Origin.Made(), properties);
  }
}
