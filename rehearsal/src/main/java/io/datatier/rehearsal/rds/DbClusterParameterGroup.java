package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/**
 * Follows internal/service/rds/cluster_parameter_group.go of the provider. Aurora also has its own
 * parameters, so only those that PostgreSQL shares are checked.
 *
 * <p>Checked: names and values of the parameters shared with PostgreSQL; apply methods.
 */
@AutoService(ResourceType.class)
public final class DbClusterParameterGroup implements ResourceType {

  public static final String TYPE = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

  private static final Pattern FORCES_TLS = Pattern.compile("aurora-postgresql1[7-9]");
  private static final Pattern FAMILY = Pattern.compile("aurora-postgresql1[1-8]|aurora-mysql.+");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS Cluster Parameter Group")
        .listedBy(
            "rds describe-db-cluster-parameter-groups",
            "DBClusterParameterGroups",
            "DBClusterParameterGroupName=name")
        .replacedBy("name", "namePrefix", "family", "description")
        .unordered("parameters")
        .comparedAsRead("parameters")
        .autoNamed()
        .uniqueAs("DBParameterGroupAlreadyExists", "Parameter group %s already exists")
        .atMost(50, "DBParameterGroupQuotaExceeded", "DB cluster parameter group quota exceeded");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("description", "Managed by Pulumi")
        .length("name", 1, 255)
        .matches("name", DbParameterGroup.NAME, DbParameterGroup.NAME_RULE)
        .matches(
            "family", FAMILY, "be a cluster parameter group family such as aurora-postgresql17")
        .each("parameters", DbClusterParameterGroup::checkParameter);
  }

  private static void checkParameter(Inputs parameter) {
    parameter.fill("applyMethod", "immediate").oneOf("applyMethod", "immediate", "pending-reboot");
    var values = parameter.values();
    values
        .text("name")
        .flatMap(PostgresParameter::named)
        .ifPresent(
            known ->
                values
                    .text("value")
                    .ifPresent(value -> DbParameterGroup.judge(parameter, known, value)));
  }

  /**
   * A parameter that has its default value is not a change to RDS, which then reports the apply
   * method of the default. pulumi-aws hides that for parameter groups of instances only, so that
   * every preview shows it here.
   */
  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withEach("parameters", parameter -> told(parameter, properties));
  }

  private static Fields told(Fields parameter, Fields group) {
    // From Aurora PostgreSQL 17 on TLS is forced by default (Aurora user guide, "Security with
    // Amazon Aurora PostgreSQL").
    boolean isDefault =
        FORCES_TLS.matcher(group.text("family", "")).matches()
            && parameter.says("name", "rds.force_ssl")
            && parameter.says("value", "1");
    return isDefault ? parameter.with("applyMethod", "pending-reboot") : parameter;
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    return made(account, name, properties.with("arn", account.arn("rds", "cluster-pg:" + name)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    AwsFault.ifAny(
        account.all(DbCluster.TYPE, "dbClusterParameterGroupName", entity.id()),
        "InvalidDBParameterGroupState",
        cluster ->
            "One or more database clusters are still members of this parameter group %s, so the group cannot be deleted: %s"
                .formatted(entity.id(), cluster.id()));
    return account.without(entity);
  }
}
