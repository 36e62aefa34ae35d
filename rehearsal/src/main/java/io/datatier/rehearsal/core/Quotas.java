package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How many of a kind there may be, in a region or in the whole account, unless AWS grants more: the
 * defaults of the user guides of RDS, VPC, IAM and Auto Scaling, "Quotas".
 */
public final class Quotas {

  /** VPC user guide: "Inbound or outbound rules per security group", each way. */
  public static final int RULES_OF_A_GROUP = 60;

  /** IAM user guide: "Managed policies per role". */
  static final int POLICIES_OF_A_ROLE = 10;

  /** VPC user guide: "Security groups per network interface". */
  static final int GROUPS_OF_AN_INTERFACE = 5;

  private static final List<Quota> QUOTAS =
      List.of(
          new Quota(
              Set.of(Types.INSTANCE, Types.CLUSTER_INSTANCE),
              40,
              "InstanceQuotaExceeded",
              "DB instance quota exceeded"),
          new Quota(
              Set.of(Types.CLUSTER),
              40,
              "DBClusterQuotaExceededFault",
              "DB cluster quota exceeded"),
          new Quota(
              Set.of(Types.SUBNET_GROUP),
              50,
              "DBSubnetGroupQuotaExceeded",
              "DB subnet group quota exceeded"),
          new Quota(
              Set.of(Types.PARAMETER_GROUP),
              50,
              "DBParameterGroupQuotaExceeded",
              "DB parameter group quota exceeded"),
          new Quota(
              Set.of(Types.CLUSTER_PARAMETER_GROUP),
              50,
              "DBParameterGroupQuotaExceeded",
              "DB cluster parameter group quota exceeded"),
          new Quota(
              Set.of(Types.PROXY), 20, "DBProxyQuotaExceededFault", "DB proxy quota exceeded"),
          new Quota(
              Set.of(Types.VPC),
              5,
              "VpcLimitExceeded",
              "The maximum number of VPCs has been reached"),
          new Quota(
              Set.of(Types.SECURITY_GROUP),
              2500,
              "SecurityGroupLimitExceeded",
              "The maximum number of security groups has been reached"),
          new Quota(
              Set.of(Types.ROLE), 1000, "LimitExceeded", "Cannot exceed quota for RolesPerAccount"),
          new Quota(
              Set.of(Types.POLICY),
              1500,
              "LimitExceeded",
              "Cannot exceed quota for PoliciesPerAccount"),
          new Quota(
              Set.of(Types.INTERNET_GATEWAY),
              5,
              "InternetGatewayLimitExceeded",
              "The maximum number of internet gateways has been reached"),
          new Quota(
              Set.of(Types.ELASTIC_IP),
              5,
              "AddressLimitExceeded",
              "The maximum number of addresses has been reached"),
          new Quota(
              Set.of(Types.INSTANCE_PROFILE),
              1000,
              "LimitExceeded",
              "Cannot exceed quota for InstanceProfilesPerAccount"),
          new Quota(
              Set.of(Types.AUTO_SCALING_GROUP),
              500,
              "LimitExceeded",
              "The maximum number of Auto Scaling groups has been reached"));

  private Quotas() {}

  private record Quota(Set<String> types, int most, String code, String message) {

    void leavesRoom(Account account) {
      var there =
          types.stream()
              .flatMap(account::all)
              .filter(entity -> !entity.isScheduledForDeletion())
              .count();
      if (there >= most) {
        throw exceeded(code, message, most);
      }
    }
  }

  /** Refuses one more of a type than there may be. */
  public static void leaveRoomFor(Account account, String type) {
    QUOTAS.stream()
        .filter(quota -> quota.types().contains(type))
        .forEach(quota -> quota.leavesRoom(account));
  }

  /** Refuses more security groups than a network interface may have. */
  static void groupsOfAnInterface(Collection<String> groups) {
    if (groups.size() > GROUPS_OF_AN_INTERFACE) {
      throw exceeded(
          "SecurityGroupsPerInterfaceLimitExceeded",
          "The maximum number of security groups per interface has been reached",
          GROUPS_OF_AN_INTERFACE);
    }
  }

  /** Refuses more policies of their own than a role may have attached. */
  public static void policiesOfARole(long policies) {
    if (policies > POLICIES_OF_A_ROLE) {
      throw exceeded(
          "LimitExceeded", "Cannot exceed quota for PoliciesPerRole", POLICIES_OF_A_ROLE);
    }
  }

  /** The refusal of what exceeds a quota. */
  public static AwsFault exceeded(String code, String message, int most) {
    return new AwsFault(
        code, "%s: %d. More can be asked for in Service Quotas.".formatted(message, most));
  }
}
