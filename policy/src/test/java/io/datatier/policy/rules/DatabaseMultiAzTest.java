package io.datatier.policy.rules;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseMultiAzTest {

  private static final String MEMBER = "aws:rds/clusterInstance:ClusterInstance";
  private static final Unknown UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  private static final RuleTester instance =
      RuleTester.of(DatabaseMultiAz.RULE)
          .resource(
              "aws:rds/instance:Instance",
              "campaign",
              Map.of("engine", "postgres", "multiAz", true))
          .inStack("prod");

  private static final RuleTester cluster =
      RuleTester.of(DatabaseMultiAz.RULE)
          .inStack("prod")
          .resource(
              "aws:rds/cluster:Cluster",
              "campaign",
              Map.of("engine", "aurora-postgresql", "clusterIdentifier", "campaign"));

  private static RuleTester member(RuleTester stack, String name, Object cluster) {
    return stack.resource(MEMBER, name, Map.of("clusterIdentifier", cluster));
  }

  @Test
  void passes_an_instance_with_a_standby() {
    instance.expectCompliant();
  }

  @Test
  void reports_an_instance_without() {
    instance.with("multiAz", false).expectViolations("campaign: multiAz is false");
    instance.withSecret("multiAz", false).expectViolations("campaign: multiAz is false");
    instance
        .without("multiAz")
        .expectViolations("campaign: multiAz is not set, which RDS treats as false");
  }

  @Test
  void leaves_read_replicas_alone() {
    instance.with("replicateSourceDb", "other").with("multiAz", false).expectNotApplicable();
    instance.with("replicateSourceDb", "other").withUnknown("multiAz").expectNotApplicable();
  }

  @Test
  void judges_production_alone() {
    instance.without("multiAz").inStack("dev").expectNotApplicable();
    instance.withUnknown("multiAz").inStack("dev").expectNotApplicable();
    cluster.inStack("dev").expectNothingReported();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    instance.withUnknown("multiAz").expectUndecided("multiAz");
    cluster.withUnknown("engine").expectUndecided("engine");
  }

  @Test
  void says_nothing_of_other_resources() {
    instance.as("aws:rds/proxy:Proxy").expectNotApplicable();
  }

  @Test
  void passes_an_aurora_cluster_of_two_instances() {
    member(member(cluster, "one", "campaign"), "two", "campaign").expectNothingReported();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mysql"})
  void passes_a_multi_az_db_cluster_which_has_instances_of_its_own(String engine) {
    cluster.with("engine", engine).expectNothingReported();
  }

  @Test
  void passes_the_old_serverless_mode() {
    cluster.with("engineMode", "serverless").expectNothingReported();
  }

  @Test
  void reports_an_aurora_cluster_of_one_instance_or_none() {
    cluster.expectViolations("campaign: has no instance in this stack; give it two");
    cluster
        .without("engine")
        .expectViolations("campaign: has no instance in this stack; give it two");
    member(cluster, "one", "campaign")
        .expectViolations("campaign: has one instance; give it a second in another zone");
    member(member(cluster, "one", "campaign"), "other", "another")
        .expectViolations("campaign: has one instance; give it a second in another zone");
  }

  @Test
  void reports_instances_that_are_told_the_same_zone() {
    var zone =
        cluster
            .resource(
                MEMBER,
                "one",
                Map.of("clusterIdentifier", "campaign", "availabilityZone", "eu-west-1a"))
            .resource(
                MEMBER,
                "two",
                Map.of("clusterIdentifier", "campaign", "availabilityZone", "eu-west-1a"));
    zone.expectViolations("campaign: has all its instances in eu-west-1a");
    member(zone, "three", "campaign").expectNothingReported();
    zone.resource(
            MEMBER,
            "three",
            Map.of("clusterIdentifier", "campaign", "availabilityZone", "eu-west-1b"))
        .expectNothingReported();
  }

  @Test
  void leaves_open_whose_instances_they_are_where_nobody_knows() {
    member(member(cluster, "one", UNKNOWN), "two", "campaign")
        .expectFindings("undecided: one by clusterIdentifier");
    member(cluster, "one", UNKNOWN)
        .expectViolations("campaign: has no instance in this stack; give it two");
  }

  @Test
  void goes_by_what_a_cluster_identifier_is_computed_from() {
    var computed =
        RuleTester.of(DatabaseMultiAz.RULE)
            .inStack("prod")
            .resource(MEMBER, "one", Map.of("clusterIdentifier", UNKNOWN))
            .resource("aws:rds/cluster:Cluster", "campaign", Map.of("engine", "aurora-mysql"))
            .resource("aws:rds/cluster:Cluster", "mail", Map.of("engine", "mysql"))
            .resource(MEMBER, "two", Map.of("clusterIdentifier", "mail"));
    computed
        .computedFrom("clusterIdentifier", "campaign")
        .expectViolations("campaign: has one instance; give it a second in another zone");
    computed
        .computedFrom("clusterIdentifier", "mail")
        .expectViolations("campaign: has no instance in this stack; give it two");
  }
}
