package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.aws.PostgresFamily;
import io.datatier.policy.sdk.Reading;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL refuses connections without TLS: {@code rds.force_ssl} is 1, in its parameter group or
 * by default.
 *
 * <p>A parameter group in the stack is judged itself, before it is created or changed. A database
 * is judged for having no group, or one outside the stack.
 */
public final class DatabaseForcesTls {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String CLUSTER = "aws:rds/cluster:Cluster";
  private static final String GROUP = "aws:rds/parameterGroup:ParameterGroup";
  private static final String CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

  private static final String OF_INSTANCE = "parameterGroupName";
  private static final String OF_CLUSTER = "dbClusterParameterGroupName";

  public static final Rule RULE =
      Rule.named("database-forces-tls")
          .title("The database refuses connections without TLS")
          .because("passwords and rows would cross the network in the clear")
          .fix("set rds.force_ssl to 1 in the parameter group of the database")
          .severity(HIGH)
          .mandatory()
          .on(GROUP, DatabaseForcesTls::judgeInstanceGroup)
          .on(CLUSTER_GROUP, DatabaseForcesTls::judgeGroup)
          .on(INSTANCE, DatabaseForcesTls::judgeInstance)
          .on(CLUSTER, database -> judgeDatabase(database, OF_CLUSTER))
          .onStack(DatabaseForcesTls::judgeStack);

  private DatabaseForcesTls() {}

  /** Aurora has rds.force_ssl in the cluster's group (Aurora user guide, "Parameters"). */
  private static Verdict judgeInstanceGroup(ResourceView group) {
    return isAurora(group.text("family"))
        ? notApplicable("in Aurora, the cluster's parameter group sets rds.force_ssl")
        : judgeGroup(group);
  }

  private static Verdict judgeInstance(ResourceView instance) {
    return isAurora(instance.text("engine"))
        ? notApplicable("in Aurora, the cluster's parameter group sets rds.force_ssl")
        : judgeDatabase(instance, OF_INSTANCE);
  }

  private static boolean isAurora(Reading<String> name) {
    return name.known().filter(it -> it.regionMatches(true, 0, "aurora", 0, 6)).isPresent();
  }

  private static Verdict judgeGroup(ResourceView group) {
    return group
        .text("family")
        .whenKnown(
            family ->
                PostgresFamily.of(family)
                    .map(postgres -> judgeParameters(group, postgres))
                    .orElse(notApplicable("the group is not for PostgreSQL")))
        .whenAbsent(compliant());
  }

  private static Verdict judgeParameters(ResourceView group, PostgresFamily family) {
    return group
        .list("parameters")
        .whenKnown(parameters -> judgeParameters(parameters, family))
        .whenAbsent(() -> judgeDefault(family));
  }

  private static Verdict judgeParameters(List<ValueView> parameters, PostgresFamily family) {
    var settings = parameters.stream().filter(DatabaseForcesTls::isForceSsl).toList();
    if (!settings.isEmpty()) {
      return Verdict.each(settings, DatabaseForcesTls::judgeSetting);
    }
    var unknown = parameters.stream().map(it -> it.at("name")).filter(ValueView::isUnknown);
    return unknown.findFirst().map(it -> undecided(it.path())).orElse(judgeDefault(family));
  }

  private static boolean isForceSsl(ValueView parameter) {
    return parameter.text("name").known().filter("rds.force_ssl"::equalsIgnoreCase).isPresent();
  }

  private static Verdict judgeSetting(ValueView setting) {
    return setting
        .text("value")
        .whenKnown(
            value -> value.equals("1") ? compliant() : violation("of rds.force_ssl is not 1"))
        .whenAbsent(violation("of rds.force_ssl is not set"));
  }

  private static Verdict judgeDefault(PostgresFamily family) {
    return family.forcesTlsByDefault()
        ? compliant()
        : violation("does not set rds.force_ssl, which defaults to 0 in this family");
  }

  private static Verdict judgeDatabase(ResourceView database, String property) {
    return database
        .text("engine")
        .whenKnown(
            engine ->
                isPostgres(engine)
                    ? judgeGroupOf(database, engine, property)
                    : notApplicable("the engine is not PostgreSQL"))
        .whenAbsent(notApplicable("the engine is that of the source database"));
  }

  private static boolean isPostgres(String engine) {
    return DatabaseEngine.of(engine).filter(DatabaseEngine.POSTGRESQL::equals).isPresent();
  }

  private static Verdict judgeGroupOf(ResourceView database, String engine, String property) {
    return database
        .text(property)
        .whenKnown(name -> judgeDefaultGroup(defaultGroup(name)))
        .whenAbsent(
            () ->
                database
                    .text("engineVersion")
                    .whenKnown(version -> judgeNone(PostgresFamily.of(engine, version), property))
                    // RDS then uses a recent version, which forces TLS.
                    .whenAbsent(compliant()));
  }

  /** RDS names its default groups {@code default.<family>}. */
  private static Optional<PostgresFamily> defaultGroup(String name) {
    return name.regionMatches(true, 0, "default.", 0, 8)
        ? PostgresFamily.of(name)
        : Optional.empty();
  }

  private static Verdict judgeDefaultGroup(Optional<PostgresFamily> family) {
    return family.map(PostgresFamily::forcesTlsByDefault).orElse(true)
        ? compliant()
        : violation("is the default group of a version that does not force TLS");
  }

  private static Verdict judgeNone(Optional<PostgresFamily> family, String property) {
    return family.map(PostgresFamily::forcesTlsByDefault).orElse(true)
        ? compliant()
        : violation(property, "is not set, and this version does not force TLS by default");
  }

  private static Verdict judgeStack(StackView stack) {
    return Verdict.all(
        stack.each(GROUP, group -> judgeInstanceGroup(stack.inputsOf(group)).open()),
        stack.each(CLUSTER_GROUP, group -> judgeGroup(stack.inputsOf(group)).open()),
        judgeStack(stack, INSTANCE, OF_INSTANCE, References.to(stack, GROUP)),
        judgeStack(stack, CLUSTER, OF_CLUSTER, References.to(stack, CLUSTER_GROUP)));
  }

  private static Verdict judgeStack(
      StackView stack, String type, String property, References groups) {
    return stack.each(
        type,
        database -> {
          var inputs = stack.inputsOf(database);
          if (type.equals(INSTANCE) && isAurora(inputs.text("engine"))) {
            return judgeInstance(inputs);
          } else if (inputs
              .text("engine")
              .known()
              .filter(DatabaseForcesTls::isPostgres)
              .isEmpty()) {
            return judgeDatabase(inputs, property).open();
          }
          var referred = groups.from(inputs, property);
          var unseen =
              referred.known().stream()
                  .filter(name -> stack.resource(name).isEmpty() && defaultGroup(name).isEmpty());
          if (unseen.findAny().isPresent()) {
            return violation(property, "is a group outside of this stack, which may not force TLS")
                .advise();
          }
          return referred.computed().isEmpty()
              ? judgeDatabase(inputs, property).open()
              : compliant();
        });
  }
}
