package io.datatier.rehearsal.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of IAM: what they may say, and what they hang on. */
final class PoliciesTest {

  private static final String READING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",\
      "Resource":"arn:aws:sqs:us-east-1:123456789012:jobs"}]}""";

  private final DataTier tier;

  PoliciesTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft policy() {
    return tier.aws()
        .resource(IamPolicy.TYPE, "sending")
        .with("name", "sending")
        .with("policy", READING);
  }

  private Draft attachment(Live role, String policyArn) {
    return tier.aws()
        .resource(RolePolicyAttachment.TYPE, "sending")
        .with("role", role.id())
        .with("policyArn", policyArn);
  }

  @Test
  void gives_a_policy_what_iam_gives_it() {
    var policy = policy().with("path", "/calls/").create();
    assertEquals("arn:aws:iam::123456789012:policy/calls/sending", policy.id());
    assertEquals(policy.id(), policy.text("arn"));
    policy.expectSteady();
    policy().with("path", "/calls/").imported(policy.id());
    var other = READING.replace("Send", "Receive");
    policy.expectUpdate(policy().with("path", "/calls/").with("policy", other), "policy");
    policy.expectReplacement(policy(), "path");
    policy.expectReplacement(
        policy().with("path", "/calls/").with("description", "other"), "description");
    policy()
        .named("again")
        .expectRefused(
            "creating IAM Policy (sending): EntityAlreadyExists: A policy called sending already"
                + " exists. Duplicate names are not allowed.");
  }

  @Test
  void keeps_a_policy_that_a_role_has() {
    var role = tier.role("lambda.amazonaws.com").create();
    var policy = policy().create();
    var attachment = attachment(role, policy.id()).create();
    policy.expectDeleteRefused(
        "deleting IAM Policy (sending): DeleteConflict: Cannot delete a policy attached to"
            + " entities.");
    attachment.delete();
    policy.delete();
    attachment(role, policy.id())
        .expectRefused(
            "creating IAM Role Policy Attachment: NoSuchEntity: Policy"
                + " arn:aws:iam::123456789012:policy/sending does not exist or is not"
                + " attachable.");
  }

  @Test
  void gives_a_role_only_policies_that_are_there() {
    var policy = policy().create();
    var draft = tier.role("lambda.amazonaws.com").with("managedPolicyArns", List.of(policy.id()));
    var role = draft.create();
    policy.expectDeleteRefused(
        "deleting IAM Policy (sending): DeleteConflict: Cannot delete a policy attached to"
            + " entities.");
    role.expectUpdateRefused(
        draft.with("permissionsBoundary", "arn:aws:iam::123456789012:policy/none"),
        "updating IAM Role (role-0123456): NoSuchEntity: Policy"
            + " arn:aws:iam::123456789012:policy/none does not exist or is not attachable.");
    draft
        .with("name", "other")
        .with("managedPolicyArns", List.of("arn:aws:iam::123456789012:policy/none"))
        .expectRefused(
            "creating IAM Role (other): NoSuchEntity: Policy"
                + " arn:aws:iam::123456789012:policy/none does not exist or is not attachable.");
  }

  @Test
  void hangs_no_more_policies_on_a_role_than_iam_does() {
    var role = tier.role("lambda.amazonaws.com").create();
    for (int i = 0; i < 10; i++) {
      attachment(role, policy().with("name", "sending" + i).create().id()).create();
    }
    attachment(role, policy().create().id())
        .expectRefused(
            "creating IAM Role Policy Attachment: LimitExceeded: Cannot exceed quota for"
                + " PoliciesPerRole: 10. Request an increase in Service Quotas.");
  }

  @Test
  void lets_a_function_do_what_a_policy_of_the_account_allows() {
    var queue = tier.queue().create();
    var role = tier.role("lambda.amazonaws.com").create();
    var function =
        tier.functionAlone()
            .with("role", role.text("arn"))
            .with("deadLetterConfig", Map.of("targetArn", queue.text("arn")));
    attachment(role, policy().with("policy", READING.replace("Send", "Read")).create().id())
        .create();
    function.expectRefused(
        "creating Lambda Function (validate-campaign): InvalidParameterValueException: The provided"
            + " execution role does not have permissions to call SendMessage on SQS");
    attachment(role, policy().with("name", "right").create().id()).create();
    function.create();
  }

  @Test
  void counts_the_signs_of_a_policy_as_iam_does() {
    var many = "\"sqs:SendMessage\",\n".repeat(400).replaceAll(",\n$", "");
    policy()
        .with("policy", READING.replace("\"sqs:SendMessage\"", "[" + many + "]"))
        .expectFailures("policy: must have at most 6144 characters, but has 7321");
    tier.role("lambda.amazonaws.com")
        .with(
            "assumeRolePolicy",
            """
            {"Statement":{"Effect":"Allow","Principal":{"AWS":[%s]},"Action":"sts:AssumeRole"}}"""
                .formatted("\"123456789012\"" + ",\"123456789012\"".repeat(140)))
        .expectFailures("assumeRolePolicy: must have at most 2048 characters, but has 2195");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {Statement: []} | must be a JSON document, but is not valid JSON
          {"Statement":[]} {} | must be a JSON document, but is not valid JSON
          {"Statement":[]} | must have a Statement
          {"Version":"2012-10-18","Statement":[#]} | has a Version other than 2008-10-17 and 2012-10-17: "2012-10-18"
          {"Statements":[],"Statement":#} | has an unknown element: Statements (did you mean Statement?)
          {"Statement":["all"]} | has a Statement[0] that is not an object
          {"Statement":{"Action":"sqs:*","Resource":"*"}} | must have Statement[0].Effect, Allow or Deny
          {"Statement":{"Effect":"allow","Action":"sqs:*","Resource":"*"}} | must have Statement[0].Effect, Allow or Deny
          {"Statement":{"Effect":"Deny","Resource":"*"}} | must have Statement[0].Action
          {"Statement":{"Effect":"Deny","Action":"sqs:*"}} | must have Statement[0].Resource
          {"Statement":{"Effect":"Deny","Action":"*","NotAction":"*","Resource":"*"}} | cannot have both Action and NotAction in Statement[0]
          {"Statement":{"Effect":"Deny","Action":"SendMessage","Resource":"*"}} | has a Statement[0].Action that must be * or an action such as rds-db:connect: "SendMessage"
          {"Statement":{"Effect":"Deny","Action":[],"Resource":"*"}} | must not have an empty Statement[0].Action
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"jobs"}} | has a Statement[0].Resource that must be * or an ARN: "jobs"
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:azure:x"}} | has a Statement[0].Resource that must be * or an ARN: "arn:azure:x"
          {"Statement":{"Effect":"Deny","Action":"*","Resource":{"Ref":"x"}}} | has a Statement[0].Resource that must be * or an ARN: {"Ref":"x"}
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}} | cannot have Statement[0].Principal, because it applies to whatever it is attached to
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Sid":"a b"}} | must have only letters and digits in Statement[0].Sid: "a b"
          {"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Sid":"a"},{"Effect":"Deny","Action":"*","Resource":"*","Sid":"a"}]} | has a duplicate Sid: a
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":[]}} | must have an object for Statement[0].Condition
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEqual":{"a":"b"}}}} | has an unknown condition operator: Statement[0].Condition.StringEqual (did you mean StringEquals?)
          {"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":"true"}}} | must have an object of keys and values for Statement[0].Condition.Bool
          """)
  void refuses_what_iam_refuses(String document, String fault) {
    var statement = "{\"Effect\":\"Deny\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";
    policy().with("policy", document.replace("#", statement)).expectFailures("policy: " + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "Principal":"*","Action":"sts:AssumeRole","Resource":"*" | cannot have Statement[0].Resource, because a trust policy applies only to its role
          "Action":"sts:AssumeRole" | must have Statement[0].Principal
          "Principal":"lambda","Action":"sts:AssumeRole" | must have a Statement[0].Principal that is * or an object of AWS, CanonicalUser, Federated, Service: "lambda"
          "Principal":{"Services":"lambda.amazonaws.com"},"Action":"sts:AssumeRole" | has an unknown element: Statement[0].Principal.Services (did you mean Service?)
          "Principal":{"Service":"lambda"},"Action":"sts:AssumeRole" | has a Statement[0].Principal.Service that must be a service such as lambda.amazonaws.com: "lambda"
          "Principal":{"AWS":"calls"},"Action":"sts:AssumeRole" | has a Statement[0].Principal.AWS that must be *, an account or the ARN of a role or user: "calls"
          "Principal":"*","Action":"iam:PassRole" | has a Statement[0].Action that must be an STS action such as sts:AssumeRole: "iam:PassRole"
          """)
  void refuses_trust_that_iam_refuses(String members, String fault) {
    tier.role("lambda.amazonaws.com")
        .with("assumeRolePolicy", "{\"Statement\":{\"Effect\":\"Allow\"," + members + "}}")
        .expectFailures("assumeRolePolicy: " + fault);
  }

  @Test
  void takes_what_iam_takes() {
    policy()
        .with(
            "policy",
            """
            {"Version": "2012-10-17", "Id": "all", "Statement": [
              {"Sid": "One", "Effect": "Allow", "NotAction": ["iam:*", "sts:Get?aller*"],
               "NotResource": ["arn:aws:s3:::calls/${aws:username}/*", "arn:aws:sqs"],
               "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a", "b"]},
                             "bool": {"aws:SecureTransport": true}, "Null": {"a": "true"}}}]}""")
        .expectFailures();
    tier.role("lambda.amazonaws.com")
        .with(
            "assumeRolePolicy",
            """
            {"Statement": [
              {"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"],
               "Principal": {"Service": ["lambda.amazonaws.com"],
                             "AWS": ["123456789012", "arn:aws:iam::123456789012:root"]}},
              {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
               "Principal": {"Federated": "cognito-identity.amazonaws.com"}}]}""")
        .with(
            "inlinePolicies",
            List.of(Map.of("name", "all", "policy", READING.replace("Allow", "Deny"))))
        .expectFailures();
  }
}
