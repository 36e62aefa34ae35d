package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseForcesTlsTest {

  private static final String GROUP = "aws:rds/parameterGroup:ParameterGroup";
  private static final String CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String CLUSTER = "aws:rds/cluster:Cluster";

  private static final RuleTester group =
      RuleTester.of(DatabaseForcesTls.RULE)
          .resource(
              GROUP,
              "parameters",
              Map.of(
                  "name",
                  "campaign-16",
                  "family",
                  "postgres16",
                  "parameters",
                  List.of(
                      Map.of("name", "log_statement", "value", "ddl"),
                      Map.of("name", "rds.force_ssl", "value", "1"))));

  private static final RuleTester database =
      group
          .resource(
              INSTANCE,
              "database",
              Map.of("engine", "postgres", "parameterGroupName", "campaign-16"))
          .subject("database");

  private static final RuleTester cluster =
      group
          .as(CLUSTER_GROUP)
          .resource(
              CLUSTER,
              "cluster",
              Map.of("engine", "aurora-postgresql", "dbClusterParameterGroupName", "campaign-16"))
          .subject("cluster");

  private static final String DEFAULT_OFF =
      "parameters: parameters does not set rds.force_ssl, which defaults to 0 in this family";

  @Test
  void passes_a_group_that_forces_tls_and_a_database_that_has_it() {
    group.expectCompliant();
    database.expectCompliant();
    cluster.expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {GROUP, CLUSTER_GROUP})
  void reports_a_group_that_does_not_force_tls(String type) {
    var off = "parameters: parameters[1].value of rds.force_ssl is not 1";
    group.as(type).with("parameters[1].value", "0").expectViolations(off);
    group.as(type).withSecret("parameters[1].value", "off").expectViolations(off);
    group
        .as(type)
        .without("parameters[1].value")
        .expectViolations("parameters: parameters[1].value of rds.force_ssl is not set");
  }

  @Test
  void reports_the_group_and_not_every_database_that_has_it() {
    database
        .subject("parameters")
        .with("parameters[1].value", "0")
        .expectViolations("parameters: parameters[1].value of rds.force_ssl is not 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres15", "postgres18", "aurora-postgresql17"})
  void passes_groups_of_versions_that_force_tls_by_default(String family) {
    var silent = group.as(CLUSTER_GROUP).with("family", family);
    silent.without("parameters").expectCompliant();
    silent.with("parameters", List.of()).expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres14", "postgres9.6", "aurora-postgresql16"})
  void reports_groups_of_versions_that_do_not(String family) {
    var silent = group.as(CLUSTER_GROUP).with("family", family);
    silent.without("parameters").expectViolations(DEFAULT_OFF);
    silent.with("parameters[1].name", "log_connections").expectViolations(DEFAULT_OFF);
    silent.expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, 14.12, parameterGroupName, aws:rds/instance:Instance",
    "postgres, 14, dbClusterParameterGroupName, aws:rds/cluster:Cluster",
    "aurora-postgresql, 16.4, dbClusterParameterGroupName, aws:rds/cluster:Cluster"
  })
  void reports_a_database_without_group_that_does_not_force_tls(
      String engine, String version, String property, String type) {
    database
        .as(type)
        .without("parameterGroupName")
        .with("engine", engine)
        .with("engineVersion", version)
        .expectViolations(
            "database: %s is not set, and this version does not force TLS by default"
                .formatted(property));
  }

  @Test
  void passes_a_database_without_group_that_forces_tls() {
    var bare = database.without("parameterGroupName");
    bare.expectCompliant();
    bare.with("engineVersion", "16.4").expectCompliant();
    bare.with("engineVersion", "of today").expectCompliant();
    cluster.without("dbClusterParameterGroupName").with("engineVersion", "17.4").expectCompliant();
  }

  @Test
  void knows_the_groups_that_rds_provides() {
    database.with("parameterGroupName", "default.postgres16").expectCompliant();
    database
        .with("parameterGroupName", "default.postgres13")
        .expectViolations(
            "database: parameterGroupName is the default group of a version that does not force "
                + "TLS");
  }

  @Test
  void advises_on_a_group_that_it_cannot_see() {
    database
        .with("parameterGroupName", "shared")
        .expectViolations(
            "database (advisory): parameterGroupName is a group outside of this stack, which may "
                + "not force TLS");
    cluster
        .withSecret("dbClusterParameterGroupName", "shared")
        .expectViolations(
            "cluster (advisory): dbClusterParameterGroupName is a group outside of this stack, "
                + "which may not force TLS");
  }

  @Test
  void finds_the_group_that_an_unknown_name_is_computed_from() {
    database
        .withUnknown("parameterGroupName")
        .computedFrom("parameterGroupName", "parameters")
        .expectNothingReported();
  }

  @Test
  void leaves_open_a_group_whose_name_is_unknown() {
    database.withUnknown("parameterGroupName").expectUndecided("parameterGroupName");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    group.withUnknown("family").expectUndecided("family");
    group.withUnknown("parameters").expectUndecided("parameters");
    group.withUnknown("parameters[1].value").expectUndecided("parameters[1].value");
    group.withUnknown("parameters[1].name").expectUndecided("parameters[1].name");
    group.withUnknown("parameters[0].name").expectCompliant();
    database.withUnknown("engine").expectUndecided("engine");
    database
        .without("parameterGroupName")
        .withUnknown("engineVersion")
        .expectUndecided("engineVersion");
  }

  @Test
  void says_nothing_of_other_engines_and_of_what_is_made_from_another_database() {
    group.with("family", "mysql8.0").without("parameters").expectNotApplicable();
    group.without("family").expectCompliant();
    database.with("engine", "mysql").without("parameterGroupName").expectNotApplicable();
    database.without("engine").with("parameterGroupName", "shared").expectNotApplicable();
  }

  @Test
  void says_nothing_of_other_resources() {
    group.as("aws:docdb/clusterParameterGroup:ClusterParameterGroup").expectNotApplicable();
  }
}
