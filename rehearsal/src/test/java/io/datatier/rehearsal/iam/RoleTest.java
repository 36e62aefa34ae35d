package io.datatier.rehearsal.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoleTest {

  private final DataTier tier;

  RoleTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void keeps_a_role_that_still_has_policies() {
    var role = tier.role("lambda.amazonaws.com").create();
    var policy = tier.reading(role, "*").create();
    assertEquals("role-0123456:read-secret-0123456", policy.id());
    role.expectDeleteRefused(
        "deleting IAM Role (role-0123456): DeleteConflict: Cannot delete entity, must delete"
            + " policies first.");
    policy.delete();
    role.delete();
    tier.reading(role, "*")
        .expectRefused(
            "creating IAM Role Policy (read-secret-0123456): NoSuchEntity: The role with name"
                + " role-0123456 cannot be found.");
  }

  @Test
  void takes_away_what_others_gave_it_if_it_has_such_of_its_own() {
    var own = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";
    var role = tier.role("lambda.amazonaws.com").with("managedPolicyArns", List.of(own)).create();
    var attached = tier.attached(role, "ReadOnlyAccess").create();
    var policy = tier.reading(role, "*").create();
    role.expectDeleteRefused(
        "deleting IAM Role (role-0123456): DeleteConflict: Cannot delete entity, must delete"
            + " policies first.");
    policy.delete();
    role.delete();
    assertEquals("", attached.refresh().id());
  }

  @Test
  void detaches_the_old_policy_before_it_attaches_the_new_one() {
    var role = tier.role("lambda.amazonaws.com").create();
    var attached = tier.attached(role, "ReadOnlyAccess").create();
    var other =
        tier.attached(role, "ReadOnlyAccess").with("policyArn", "arn:aws:iam::aws:policy/Other");
    attached.expectReplacement(other, "policyArn");
    assertTrue(attached.goesFirst(other));
  }

  @Test
  void judges_roles() {
    tier.role("lambda.amazonaws.com")
        .with("assumeRolePolicy", "{not json")
        .with("maxSessionDuration", 60)
        .with("path", "service")
        .expectFailures(
            "assumeRolePolicy: must be a JSON document, but is not valid JSON",
            "maxSessionDuration: must be 3600 to 43200 seconds, but is 60",
            "path: must begin and end with a slash, but is \"service\"");
    var role = tier.role("lambda.amazonaws.com").create();
    role.expectSteady();
    // The same document in other words is no change.
    role.expectUpdate(
        tier.role("lambda.amazonaws.com")
            .with(
                "assumeRolePolicy",
                """
                { "Version": "2012-10-17",
                  "Statement": { "Action": "sts:AssumeRole", "Effect": "Allow",
                    "Principal": { "Service": "lambda.amazonaws.com" } } }"""));
    tier.role("lambda.amazonaws.com")
        .named("again")
        .with("name", role.id())
        .expectRefused(
            "creating IAM Role (role-0123456): EntityAlreadyExists: Role with name role-0123456"
                + " already exists.");
  }
}
