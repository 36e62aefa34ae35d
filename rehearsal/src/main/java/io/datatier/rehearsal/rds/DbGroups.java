package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * The groups that an instance or a cluster refers to, which must exist and be compatible (RDS API,
 * CreateDBInstance and CreateDBCluster).
 */
enum DbGroups {
  OF_INSTANCE("parameterGroupName", DbParameterGroup.TYPE, "DBParameterGroup", "postgres"),
  OF_CLUSTER(
      "dbClusterParameterGroupName",
      DbClusterParameterGroup.TYPE,
      "DBClusterParameterGroup",
      "aurora-postgresql");

  /** What the names of Aurora's own groups begin with. */
  static final String OF_AURORA = "default.aurora-postgresql";

  private final String property;
  private final String type;
  private final String name;
  private final String family;

  DbGroups(String property, String type, String name, String family) {
    this.property = property;
    this.type = type;
    this.name = name;
    this.family = family;
  }

  /** Rejects groups that do not exist or belong to another VPC or version. */
  void requireCompatible(Account account, Fields properties) {
    var subnetGroup =
        properties
            .text("dbSubnetGroupName")
            .orElseThrow(
                () ->
                    new AwsFault(
                        "InvalidSubnet",
                        "No default subnet detected in VPC: the rehearsal's account has no default VPC; set dbSubnetGroupName."));
    var subnets =
        account.required(
            DbSubnetGroup.TYPE,
            subnetGroup,
            "DBSubnetGroupNotFoundFault",
            "DB subnet group '" + subnetGroup + "' does not exist.");
    Network.requireSecurityGroups(
        account,
        properties.texts("vpcSecurityGroupIds"),
        Network.vpcOf(subnetsOf(account, subnets), "InvalidSubnet"),
        "InvalidParameterCombination");
    var needed = family + EngineVersion.major(properties.text("engineVersion", ""));
    var group = properties.text(property, "");
    if (group.equals("default." + needed)) {
      return;
    }
    var its =
        account
            .required(type, group, name + "NotFound", name + " not found: " + group)
            .text("family")
            .orElse("");
    if (!its.equals(needed)) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "The parameter group %s with DBParameterGroupFamily %s can't be used for this %s. Please use a parameter group with DBParameterGroupFamily %s."
              .formatted(group, its, this == OF_CLUSTER ? "cluster" : "instance", needed));
    }
  }

  /** A new major version gets its own default groups. */
  static String ownOrDefault(Fields properties, String group, String defaults, String version) {
    return properties
        .text(group)
        .filter(name -> !name.startsWith(defaults))
        .orElse(defaults + EngineVersion.major(version));
  }

  /** The subnets that RDS places a database in. */
  static List<Entity> subnetsOf(Account account, Fields database) {
    return database
        .text("dbSubnetGroupName")
        .flatMap(name -> account.find(DbSubnetGroup.TYPE, name))
        .map(group -> subnetsOf(account, group))
        .orElse(List.of());
  }

  private static List<Entity> subnetsOf(Account account, Entity group) {
    return Network.subnets(account, group.properties().texts("subnetIds"));
  }
}
