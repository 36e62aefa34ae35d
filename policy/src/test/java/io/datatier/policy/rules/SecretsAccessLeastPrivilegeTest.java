package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which resource stands for which secrets is tested in SecretScopeTest. */
final class SecretsAccessLeastPrivilegeTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/app-a1B2c3";

  private static final String EVERY = "client: policy.Statement[0] allows reading every secret";

  private static final RuleTester client =
      RuleTester.of(SecretsAccessLeastPrivilege.RULE)
          .resource(
              "aws:iam/rolePolicy:RolePolicy",
              "client",
              Map.of("role", "client", "policy", allow("secretsmanager:GetSecretValue", SECRET)));

  private static final RuleTester role =
      RuleTester.of(SecretsAccessLeastPrivilege.RULE)
          .resource(
              "aws:iam/role:Role",
              "client",
              Map.of(
                  "inlinePolicies",
                  List.of(Map.of("policy", allow("secretsmanager:GetSecretValue", SECRET))),
                  "managedPolicyArns",
                  List.of("arn:aws:iam::aws:policy/CloudWatchLogsFullAccess")));

  private static String allow(String action, String resource) {
    return statement("\"Action\": \"%s\", \"Resource\": \"%s\"".formatted(action, resource));
  }

  private static String statement(String rest) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", %s}]}"
        .formatted(rest);
  }

  private static RuleTester given(String policy) {
    return client.with("policy", policy);
  }

  @Test
  void passes_policies_that_name_their_secret() {
    client.expectCompliant();
    role.expectCompliant();
    given(allow("secretsmanager:GetSecretValue", SECRET.replace("a1B2c3", "??????")))
        .expectCompliant();
  }

  @Test
  void passes_resources_without_any_policy() {
    client.without("policy").expectCompliant();
    role.without("inlinePolicies").without("managedPolicyArns").expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/policy:Policy",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/groupPolicy:GroupPolicy"
      })
  void reports_every_secret_in_policies_of_every_form(String type) {
    given(allow("secretsmanager:GetSecretValue", "*")).as(type).expectViolations(EVERY);
  }

  @Test
  void reports_every_secret_in_the_inline_policies_of_a_role() {
    role.with("inlinePolicies[0].policy", allow("*", "*"))
        .expectViolations(
            "client: inlinePolicies[0].policy.Statement[0] allows reading every secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secretsmanager:GetSecretValue",
        "SecretsManager:getsecretvalue",
        "secretsmanager:Get*",
        "secretsmanager:*",
        "secretsmanager:GetSecretValu?",
        "*",
        "*:*",
        "s*:*Value"
      })
  void sees_the_action_however_it_is_written(String action) {
    given(allow(action, "*")).expectViolations(EVERY);
    given(
            statement(
                "\"Action\": [\"s3:GetObject\", \"%s\"], \"Resource\": [\"*\"]".formatted(action)))
        .expectViolations(EVERY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secretsmanager:ListSecrets",
        "secretsmanager:BatchGetSecretValue",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetRandomPassword",
        "secretsmanager:Put*",
        "ssm:GetParameter",
        "s3:*"
      })
  void leaves_actions_alone_that_read_no_secret(String action) {
    given(allow(action, "*")).expectCompliant();
  }

  @Test
  void reads_not_action_and_not_resource() {
    given(statement("\"NotAction\": \"iam:*\", \"Resource\": \"*\"")).expectViolations(EVERY);
    given(statement("\"NotAction\": [\"secretsmanager:*\"], \"Resource\": \"*\""))
        .expectCompliant();
    given(
            statement(
                "\"NotAction\": \"secretsmanager:Put*\", \"Resource\": \"%s\"".formatted(SECRET)))
        .expectCompliant();
    given(statement("\"Action\": \"*\", \"NotResource\": \"%s\"".formatted(SECRET)))
        .expectViolations(EVERY);
    given(statement("\"Action\": \"*\", \"NotResource\": \"arn:aws:secretsmanager:*:*:secret:*\""))
        .expectCompliant();
  }

  @Test
  void reports_every_statement_that_is_too_wide_and_tells_which() {
    given(
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "%s"},
              {"Effect": "Deny", "Action": "secretsmanager:Delete*", "Resource": "*"},
              {"effect": "allow", "action": "secretsmanager:*", "resource": ["%s", "*"]},
              {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
               "Resource": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*"}]}
            """
                .formatted(SECRET, SECRET))
        .expectViolations(
            "client: policy.Statement[2] allows reading every secret",
            "client: policy.Statement[3] allows reading every secret");
  }

  @Test
  void reads_a_statement_that_stands_alone() {
    given("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}")
        .expectViolations("client: policy.Statement allows reading every secret");
  }

  @Test
  void advises_on_names_that_begin_alike() {
    given(allow("secretsmanager:GetSecretValue", SECRET.replace("app-a1B2c3", "*")))
        .expectViolations(
            "client (advisory): policy.Statement[0] allows reading every secret with this name prefix");
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:ResourceTag/team, campaign",
    "StringLike, secretsmanager:ResourceTag/team, camp*",
    "ForAnyValue:StringEquals, secretsmanager:SecretId, campaign",
    "ArnLike, secretsmanager:SecretId, arn:aws:secretsmanager:*:*:secret:campaign-*",
    "StringEquals, aws:ResourceTag/team, ${aws:PrincipalTag/team}",
    "StringEquals, secretsmanager:resource/AllowRotationLambdaArn, arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  })
  void passes_where_conditions_choose_among_secrets(String operator, String key, String value) {
    var condition =
        ", \"Condition\": {\"%s\": {\"%s\": \"%s\"}}"
            .formatted(operator.replace("ForAnyValue:", ""), key, value);
    given(statement("\"Action\": \"secretsmanager:*\", \"Resource\": \"*\"" + condition))
        .expectCompliant();
    given(
            statement(
                "\"Action\": \"secretsmanager:*\", \"Resource\": \"%s\""
                        .formatted(SECRET.replace("app-a1B2c3", "*"))
                    + condition))
        .expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:SourceVpc, vpc-1",
    "StringNotEquals, aws:ResourceTag/team, campaign",
    "StringEqualsIfExists, aws:ResourceTag/team, campaign",
    "StringLike, aws:ResourceTag/team, *",
    "ForAllValues:StringEquals, aws:ResourceTag/team, campaign",
    "Bool, aws:SecureTransport, true"
  })
  void takes_no_other_condition_for_a_choice(String operator, String key, String value) {
    given(
            statement(
                "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s\": \"%s\"}}"
                    .formatted(operator, key, value)))
        .expectViolations(EVERY);
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, arn:*",
    "StringLike, *:secret:*",
    "StringLike, *-*",
    "StringLike, *campaign*",
    "ArnLike, arn:aws:secretsmanager:*:*:secret:*",
    "ArnEquals, arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-*",
    "StringLike, rds!cluster-*"
  })
  void reports_a_condition_that_any_secret_meets(String operator, String secret) {
    for (var key : List.of("secretsmanager:SecretId", "SecretsManager:secretid")) {
      given(
              statement(
                  "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s\": [\"campaign\", \"%s\"]}}"
                      .formatted(operator, key, secret)))
          .expectViolations(EVERY);
    }
    given(
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "*", "Resource": "*"},
              {"Effect": "Deny", "Action": "*", "Resource": "*",
               "Condition": {"%s": {"secretsmanager:SecretId": "%s"}}}]}
            """
                .formatted(operator.replaceFirst("(?=Like|Equals)", "Not"), secret))
        .expectViolations(EVERY);
  }

  @Test
  void advises_on_a_condition_that_names_beginning_alike_meet() {
    for (var secrets : List.of("campaign/*", SECRET.replace("app-a1B2c3", "*"))) {
      given(
              statement(
                  "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"StringLike\": {\"secretsmanager:SecretId\": \"%s\"}}"
                      .formatted(secrets)))
          .expectViolations(
              "client (advisory): policy.Statement[0] allows reading every secret with this name prefix");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"StringEquals", "StringLike"})
  void does_not_take_the_service_that_owns_secrets_for_a_choice_among_them(String operator) {
    for (var prefix : List.of("aws", "secretsmanager")) {
      given(
              statement(
                  "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s:ResourceTag/aws:secretsmanager:owningService\": \"rds\"}}"
                      .formatted(operator, prefix)))
          .expectViolations(EVERY);
    }
  }

  @Test
  void reports_the_policy_of_aws_that_reads_every_secret() {
    var managed = "arn:aws:iam::aws:policy/SecretsManagerReadWrite";
    role.with("managedPolicyArns[0]", managed)
        .expectViolations(
            "client: managedPolicyArns[0] is an AWS managed policy that allows reading and changing every secret");
    for (var whom : List.of("role", "user", "group")) {
      var type = whom + "PolicyAttachment";
      var attachment =
          client.as(
              "aws:iam/%s:%s"
                  .formatted(
                      type, type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)));
      attachment.with("policyArn", "arn:aws:iam::123456789012:policy/campaign").expectCompliant();
      attachment.without("policyArn").expectCompliant();
      attachment
          .with("policyArn", managed)
          .expectViolations(
              "client: policyArn is an AWS managed policy that allows reading and changing every secret");
    }
  }

  @Test
  void leaves_a_text_that_is_no_policy_open() {
    for (var text : List.of("secretsmanager:*", "{\"Version\": ", "", "null", "{}", "[]")) {
      given(text).expectUndecided("policy");
    }
  }

  @Test
  void advises_where_a_condition_only_asks_for_a_tag() {
    given(
            statement(
                "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Null\": "
                    + "{\"aws:ResourceTag/team\": \"false\"}}"))
        .expectViolations(
            "client (advisory): policy.Statement[0] may allow reading every secret, depending on its conditions");
  }

  @Test
  void takes_back_what_the_same_document_denies() {
    var every = "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}";
    var denial =
        "{\"Statement\": [%s, {\"Effect\": \"Deny\", \"Action\": \"%s\", %s}]}"
            .formatted(every, "%s", "%s");
    given(denial.formatted("secretsmanager:*", "\"Resource\": \"*\"")).expectCompliant();
    given(denial.formatted("secretsmanager:Get*", "\"NotResource\": \"%s\"".formatted(SECRET)))
        .expectCompliant();
    given(
            denial.formatted(
                "secretsmanager:*",
                "\"Resource\": \"*\", \"Condition\": {\"StringNotEquals\": "
                    + "{\"aws:ResourceTag/team\": \"campaign\"}}"))
        .expectCompliant();
    given(denial.formatted("secretsmanager:Put*", "\"Resource\": \"*\"")).expectViolations(EVERY);
    given(denial.formatted("secretsmanager:*", "\"Resource\": \"%s\"".formatted(SECRET)))
        .expectViolations(EVERY);
    given(
            denial.formatted(
                "secretsmanager:*",
                "\"Resource\": \"*\", \"Condition\": {\"BoolIfExists\": "
                    + "{\"aws:MultiFactorAuthPresent\": \"false\"}}"))
        .expectViolations(EVERY);
  }

  @ParameterizedTest
  @CsvSource({
    "aws:secretsmanager/secret:Secret, \"*\"",
    "aws:secretsmanager/secretPolicy:SecretPolicy, \"*\"",
    "aws:secretsmanager/secretPolicy:SecretPolicy, '{\"AWS\": \"*\"}'",
    "aws:secretsmanager/secretPolicy:SecretPolicy, '{\"AWS\": [\"123456789012\", \"*\"]}'"
  })
  void reports_a_secret_that_anybody_may_read(String type, String principal) {
    var whoever =
        "\"Principal\": %s, \"Action\": \"secretsmanager:GetSecretValue\", \"Resource\": \"*\""
            .formatted(principal);
    given(statement(whoever))
        .as(type)
        .expectViolations("client: policy.Statement[0] allows anyone to read the secret");
    given(
            statement(
                whoever + ", \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}"))
        .as(type)
        .expectCompliant();
    given(statement(whoever + ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}"))
        .as(type)
        .expectViolations("client: policy.Statement[0] allows anyone to read the secret");
  }

  @Test
  void passes_a_secret_that_names_who_reads_it() {
    given(
            statement(
                "\"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:role/app\"}, "
                    + "\"Action\": \"secretsmanager:*\", \"Resource\": \"*\""))
        .as("aws:secretsmanager/secretPolicy:SecretPolicy")
        .expectCompliant();
    given(
            """
            {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*",
              "Resource": "*"}]}
            """)
        .as("aws:secretsmanager/secretPolicy:SecretPolicy")
        .expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:iam/policyAttachment:PolicyAttachment, policyArn",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive, policyArns[0]",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive, policyArns[0]"
  })
  void knows_every_form_of_attachment(String type, String path) {
    var managed = "arn:aws:iam::aws:policy/SecretsManagerReadWrite";
    var attachment =
        path.equals("policyArn")
            ? client.as(type).with(path, managed)
            : client.as(type).with("policyArns", List.of(managed));
    attachment.expectViolations(
        "client: "
            + path
            + " is an AWS managed policy that allows reading and changing every secret");
  }

  @Test
  void judges_a_secret_policy_and_shows_nothing_of_it() {
    client
        .withSecret("policy", allow("secretsmanager:GetSecretValue", "*"))
        .expectViolations(EVERY);
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    client.withUnknown("policy").expectUndecided("policy");
    role.withUnknown("inlinePolicies").expectUndecided("inlinePolicies");
    role.withUnknown("inlinePolicies[0].policy").expectUndecided("inlinePolicies[0].policy");
    role.withUnknown("managedPolicyArns").expectUndecided("managedPolicyArns");
  }

  @Test
  void never_lets_the_unknown_hide_a_violation() {
    role.with("inlinePolicies[0].policy", allow("*", "*"))
        .withUnknown("managedPolicyArns")
        .expectViolationsAndUndecided(
            List.of("client: inlinePolicies[0].policy.Statement[0] allows reading every secret"),
            "managedPolicyArns");
  }

  @Test
  void says_nothing_of_other_resources() {
    given(allow("*", "*")).as("aws:sqs/queuePolicy:QueuePolicy").expectNotApplicable();
  }
}
