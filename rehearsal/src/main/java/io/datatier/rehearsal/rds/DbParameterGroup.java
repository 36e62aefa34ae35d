package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.schema.NearestName;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/parameter_group.go of the provider.
 *
 * <p>Checked: names and values of PostgreSQL's parameters; apply methods; not deleted while in use.
 */
@AutoService(ResourceType.class)
public final class DbParameterGroup implements ResourceType {

  public static final String TYPE = "aws:rds/parameterGroup:ParameterGroup";

  static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9.])*");
  private static final String APPLY_METHOD = "applyMethod";
  static final String NAME_RULE =
      "begin with a letter, have only lower-case letters, digits, periods and single hyphens, and not end with a hyphen";
  private static final Pattern FAMILY =
      Pattern.compile(
          "postgres1[1-8]|(aurora-postgresql1[1-8])|((aurora-)?mysql[0-9.]+)|(mariadb[0-9.]+)");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Parameter Group")
        .listedBy(
            "rds describe-db-parameter-groups", "DBParameterGroups", "DBParameterGroupName=name")
        .replacedBy("name", "namePrefix", "family", "description")
        .unordered("parameters")
        .autoNamed()
        .uniqueAs("DBParameterGroupAlreadyExists", "Parameter group %s already exists")
        .unread("skipDestroy")
        .atMost(50, "DBParameterGroupQuotaExceeded", "DB parameter group quota exceeded");
  }

  @Override
  public void check(Inputs inputs) {
    boolean postgres = inputs.values().text("family", "").startsWith("postgres");
    inputs
        .fill("description", "Managed by Pulumi")
        .fill("skipDestroy", false)
        .length("name", 1, 255)
        .matches("name", NAME, NAME_RULE)
        .matches("family", FAMILY, "be a parameter group family such as postgres17")
        .each(
            "parameters",
            parameter -> {
              parameter
                  .fill("applyMethod", "immediate")
                  .oneOf("applyMethod", "immediate", "pending-reboot");
              if (postgres) {
                checkPostgres(parameter);
              }
            });
  }

  private static void checkPostgres(Inputs parameter) {
    var values = parameter.values();
    values
        .text("name")
        .ifPresent(
            name -> {
              var known = PostgresParameter.named(name);
              if (known.isEmpty() && PostgresParameter.isOfExtension(name)) {
                return;
              }
              if (known.isEmpty()) {
                parameter.fail(
                    "name",
                    "is not a PostgreSQL parameter: "
                        + name
                        + NearestName.hint(name, PostgresParameter.names()));
                return;
              }
              values.text("value").ifPresent(value -> judge(parameter, known.get(), value));
            });
  }

  static void judge(Inputs parameter, PostgresParameter known, String value) {
    known.fault(value).ifPresent(fault -> parameter.fail("value", fault));
    if (known.isStatic() && parameter.values().says("applyMethod", "immediate")) {
      // RDS: "cannot use immediate apply method for static parameter".
      parameter.fail(
          "applyMethod",
          "must be pending-reboot, because %s is a static parameter".formatted(known.name()));
    }
  }

  /**
   * A parameter of which only the apply method changes is not a difference: AWS does not register
   * that change, so pulumi-aws clears it (parameterGroupCustomizeDiff in provider/pkg/rds). It does
   * not for cluster parameter groups.
   */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.withEach("parameters", parameter -> kept(parameter, before));
  }

  private static Fields kept(Fields parameter, Fields before) {
    return before.objects("parameters").stream()
        .filter(each -> each.get("name").equals(parameter.get("name")))
        .filter(each -> each.get("value").equals(parameter.get("value")))
        .flatMap(each -> each.get(APPLY_METHOD).stream())
        .findFirst()
        .map(method -> parameter.with(APPLY_METHOD, method))
        .orElse(parameter);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    return made(account, name, properties.with("arn", account.arn("rds", "pg:" + name)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    if (state.flag("skipDestroy")) {
      return account;
    }
    AwsFault.ifAny(
        Stream.concat(
            account.all(DbInstance.TYPE, "parameterGroupName", entity.id()),
            account.all(DbClusterInstance.TYPE, "dbParameterGroupName", entity.id())),
        "InvalidDBParameterGroupState",
        db ->
            "One or more database instances are still members of this parameter group %s, so the group cannot be deleted: %s"
                .formatted(entity.id(), db.text("identifier").orElse("")));
    return account.without(entity);
  }
}
