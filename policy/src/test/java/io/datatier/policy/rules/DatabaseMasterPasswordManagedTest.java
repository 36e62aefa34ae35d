package io.datatier.policy.rules;

import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseMasterPasswordManagedTest {

  private static final RuleTester database =
      RuleTester.of(DatabaseMasterPasswordManaged.RULE)
          .resource(
              "aws:rds/instance:Instance", "campaign", Map.of("manageMasterUserPassword", true));

  private static final RuleTester unmanaged = database.without("manageMasterUserPassword");

  @ParameterizedTest
  @CsvSource({"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"})
  void passes_a_password_that_rds_manages(String type) {
    database.as(type).expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({"aws:rds/instance:Instance, password", "aws:rds/cluster:Cluster, masterPassword"})
  void reports_a_plain_password_without_showing_it(String type, String property) {
    unmanaged
        .as(type)
        .with(property, "hunter2")
        .expectViolations("campaign: %s is plain text".formatted(property));
    unmanaged
        .as(type)
        .with("manageMasterUserPassword", false)
        .with(property, "hunter2")
        .expectViolations("campaign: %s is plain text".formatted(property));
  }

  @ParameterizedTest
  @CsvSource({"aws:rds/instance:Instance, password", "aws:rds/cluster:Cluster, masterPassword"})
  void advises_on_a_secret_password_known_or_not(String type, String property) {
    var advice =
        "campaign (advisory): %s is managed by the program, not by RDS".formatted(property);
    unmanaged.as(type).withSecret(property, "hunter2").expectViolations(advice);
    unmanaged
        .as(type)
        .with(property, new Secret(new Unknown(Unknown.Kind.TEXT)))
        .expectViolations(advice);
  }

  @Test
  void passes_a_database_that_has_the_password_of_its_source() {
    unmanaged.with("replicateSourceDb", "campaign-primary").expectCompliant();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    unmanaged.withUnknown("password").expectUndecided("password");
    database.withUnknown("manageMasterUserPassword").expectUndecided("manageMasterUserPassword");
  }

  @Test
  void says_nothing_of_other_resources() {
    unmanaged
        .with("masterPassword", "hunter2")
        .as("aws:docdb/cluster:Cluster")
        .expectNotApplicable();
  }
}
