package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;

/**
 * Follows internal/service/rds/proxy_default_target_group.go of the provider: RDS creates the group
 * {@code default} with the proxy, so a create only modifies it, and a delete does nothing. The
 * borrow timeout follows the RDS API, 0 to 300 seconds; the provider accepts up to 3600, which RDS
 * rejects.
 *
 * <p>Checked: the proxy exists; percentages in order; the RDS API's range for the borrow timeout.
 */
@AutoService(ResourceType.class)
public final class DbProxyDefaultTargetGroup implements ResourceType {

  public static final String TYPE = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Proxy Default Target Group")
        .replacedBy("dbProxyName")
        .filledByAws("connectionPoolConfig")
        .unordered("connectionPoolConfig.sessionPinningFilters");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("dbProxyName", DbProxy.NAME, DbProxy.NAME_RULE)
        .within("connectionPoolConfig", DbProxyDefaultTargetGroup::checkPool);
  }

  private static void checkPool(Inputs pool) {
    pool.fill("connectionBorrowTimeout", 120)
        .fill("maxConnectionsPercent", 100)
        .fill("maxIdleConnectionsPercent", 50)
        .between("connectionBorrowTimeout", 0, 300, "seconds")
        .between("maxConnectionsPercent", 1, 100, "percent")
        .between("maxIdleConnectionsPercent", 0, 100, "percent")
        .eachOf("sessionPinningFilters", "EXCLUDE_VARIABLE_SETS")
        .ordered("maxIdleConnectionsPercent", "maxConnectionsPercent");
  }

  /** The group that RDS creates with a proxy. */
  static Entity madeWith(Entity proxy, Account account) {
    var properties =
        Fields.of(
            Map.of(
                "dbProxyName", Value.of(proxy.id()),
                "name", Value.of("default"),
                "arn", Value.of(account.arn("rds", "target-group:" + Ids.ec2(account, "prx-tg"))),
                "connectionPoolConfig", defaults()));
    return new Entity(
        TYPE, proxy.id(), proxy.region(), new Origin.OwnedBy(DbProxy.TYPE, proxy.id()), properties);
  }

  private static Fields defaults() {
    return Fields.of(
        Map.of(
            "connectionBorrowTimeout", Value.of(120),
            "maxConnectionsPercent", Value.of(100),
            "maxIdleConnectionsPercent", Value.of(50),
            "initQuery", Value.of(""),
            "sessionPinningFilters", new Value.Items(List.of())));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.with(
        "connectionPoolConfig", defaults().with(properties.fields("connectionPoolConfig")));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("dbProxyName", "");
    var proxy = DbProxy.available(account, name);
    refuseFiltersButForMySql(proxy, properties);
    var group =
        account.required(
            TYPE,
            name,
            "DBProxyTargetGroupNotFoundFault",
            "DB Proxy Target Group default of " + name + " doesn't exist.");
    return Made.in(account, group.with(group.properties().with(properties)));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    refuseFiltersButForMySql(DbProxy.available(account, before.id()), properties);
    return Made.in(account, before.with(properties));
  }

  private static void refuseFiltersButForMySql(Entity proxy, Fields properties) {
    var filters = properties.fields("connectionPoolConfig").items("sessionPinningFilters");
    if (!filters.isEmpty() && !proxy.says("engineFamily", "MYSQL")) {
      throw new AwsFault(
          "InvalidParameterValue",
          "SessionPinningFilters are supported for the MYSQL engine family only.");
    }
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    return account;
  }
}
