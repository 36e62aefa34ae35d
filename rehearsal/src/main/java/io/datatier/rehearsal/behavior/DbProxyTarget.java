package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Optional;

/**
 * Follows internal/service/rds/proxy_target.go of the provider, whose id has four parts. What at
 * AWS shows twenty minutes later, as a target that never becomes AVAILABLE, is said at once.
 */
final class DbProxyTarget implements Behavior {

  @Override
  public Traits traits() {
    return Traits.of(Types.TARGET, "RDS DB Proxy Target")
        .replacedBy(
            "dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .exactlyOne("dbInstanceIdentifier", "dbClusterIdentifier")
        .matches("dbInstanceIdentifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbClusterIdentifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbProxyName", DbProxy.NAME, DbProxy.NAME_RULE)
        .oneOf("targetGroupName", "default");
  }

  @Override
  public Made create(Account account, Fields properties) {
    if (properties.has("dbClusterIdentifier")) {
      throw new AwsFault(
          "DBClusterNotFoundFault",
          "DBCluster %s not found: the rehearsal knows no Aurora clusters yet."
              .formatted(properties.text("dbClusterIdentifier", "")));
    }
    var proxy = DbProxyTargetGroup.proxy(account, properties.text("dbProxyName", ""));
    var identifier = properties.text("dbInstanceIdentifier", "");
    var database =
        account
            .findBy(Types.INSTANCE, "identifier", identifier)
            .orElseThrow(
                () ->
                    new AwsFault("DBInstanceNotFound", "DBInstance " + identifier + " not found."));
    refuseSecond(account, proxy);
    fits(account, proxy, database);
    reachesSecrets(account, proxy);
    var id = "%s/default/RDS_INSTANCE/%s".formatted(proxy.id(), identifier);
    return Made.in(
        account,
        new Entity(
            Types.TARGET,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("endpoint", database.text("address").orElse(""))
                .with("port", database.properties().number("port").orElse(5432))
                .with("rdsResourceId", identifier)
                .with("targetArn", "")
                .with("trackedClusterId", "")
                .with("type", "RDS_INSTANCE")));
  }

  /** A proxy takes one database only (RDS user guide, "Quotas and limitations for RDS Proxy"). */
  private static void refuseSecond(Account account, Entity proxy) {
    account
        .all(Types.TARGET)
        .filter(target -> target.text("dbProxyName").equals(Optional.of(proxy.id())))
        .findFirst()
        .ifPresent(
            other -> {
              throw new AwsFault(
                  "DBProxyTargetAlreadyRegisteredFault",
                  "The proxy %s has a target already: %s."
                      .formatted(proxy.id(), other.text("rdsResourceId").orElse("")));
            });
  }

  private static void fits(Account account, Entity proxy, Entity database) {
    var family = proxy.text("engineFamily").orElse("");
    var engine = database.text("engine").orElse("");
    var needed =
        switch (engine) {
          case "postgres" -> "POSTGRESQL";
          case "mysql", "mariadb" -> "MYSQL";
          default -> engine.startsWith("sqlserver") ? "SQLSERVER" : "none";
        };
    if (!family.equals(needed)) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The proxy's engine family %s does not fit the engine %s of %s."
              .formatted(family, engine, database.text("identifier").orElse("")));
    }
    var ofProxy =
        References.vpcOf(
            References.subnets(account, proxy.properties().texts("vpcSubnetIds")), "InvalidSubnet");
    var ofDatabase =
        database
            .text("dbSubnetGroupName")
            .flatMap(name -> account.find(Types.SUBNET_GROUP, name))
            .flatMap(group -> group.text("vpcId"));
    if (ofDatabase.isPresent() && !ofDatabase.equals(ofProxy)) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The proxy is in %s, and the database in %s: they must be in the same VPC."
              .formatted(ofProxy.orElse("no VPC"), ofDatabase.get()));
    }
  }

  /**
   * Looks for the permission in the role's inline policies. A role that was given, or that has
   * other policies, is taken to be right, since what those say is not known here.
   */
  private static void reachesSecrets(Account account, Entity proxy) {
    var role = account.findBy(Types.ROLE, "arn", proxy.text("roleArn").orElse(""));
    if (role.isEmpty()
        || !(role.get().origin() instanceof Origin.Made)
        || !role.get().properties().items("managedPolicyArns").isEmpty()
        || !role.get().properties().items("inlinePolicies").isEmpty()) {
      return;
    }
    var policies =
        account
            .all(Types.ROLE_POLICY)
            .filter(policy -> policy.text("role").equals(Optional.of(role.get().id())))
            .map(policy -> policy.properties().get("policy"))
            .flatMap(Optional::stream)
            .toList();
    if (policies.stream().anyMatch(Value.Fingerprint.class::isInstance)) {
      return;
    }
    var documents =
        policies.stream()
            .filter(Value.Text.class::isInstance)
            .map(text -> PolicyDocument.of(((Value.Text) text).value()))
            .toList();
    for (var auth : proxy.properties().objects("auths")) {
      var secret = auth.text("secretArn").orElse("");
      if (documents.stream()
          .noneMatch(policy -> policy.allows("secretsmanager:GetSecretValue", secret))) {
        throw new AwsFault(
            "AUTH_FAILURE",
            "The target would never become AVAILABLE: the role %s may not read the secret %s. Allow it secretsmanager:GetSecretValue there, and make that policy before the target."
                .formatted(role.get().id(), secret));
      }
    }
  }
}
