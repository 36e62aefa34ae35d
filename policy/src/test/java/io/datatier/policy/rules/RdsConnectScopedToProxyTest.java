package io.datatier.policy.rules;

import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which resource stands for whom is tested in DatabaseUserScopeTest. */
final class RdsConnectScopedToProxyTest {

  private static final String PROXY = user("prx-0a1b2c3d4e5f60718/app");
  private static final String DATABASE = user("db-ABCDEFGHIJKL01234/app");

  private static final String DIRECT =
      "client: policy.Statement[0] allows signing in to a database directly, past the proxy";

  private static final RuleTester client = policy("aws:iam/rolePolicy:RolePolicy", PROXY);

  private static RuleTester policy(String type, String resource) {
    return RuleTester.of(RdsConnectScopedToProxy.RULE)
        .resource(
            type, "client", Map.of("role", "worker", "policy", allow("rds-db:connect", resource)));
  }

  private static RuleTester role(String trusted, String resource) {
    return RuleTester.of(RdsConnectScopedToProxy.RULE)
        .resource(
            "aws:iam/role:Role",
            "client",
            Map.of(
                "name",
                "worker",
                "assumeRolePolicy",
                trust(trusted),
                "inlinePolicies",
                List.of(Map.of("policy", allow("rds-db:connect", resource)))));
  }

  private static RuleTester withRole(RuleTester stack, String trusted) {
    return stack.resource(
        "aws:iam/role:Role", "role", Map.of("name", "worker", "assumeRolePolicy", trust(trusted)));
  }

  private static String user(String idAndUser) {
    return "arn:aws:rds-db:eu-central-1:123456789012:dbuser:" + idAndUser;
  }

  private static String trust(String service) {
    return """
    {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"Service": "%s"}}]}
    """
        .formatted(service);
  }

  private static String allow(String action, String resource) {
    return """
    {"Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}
    """
        .formatted(action, resource);
  }

  @Test
  void passes_a_client_of_one_proxy_as_one_user() {
    client.expectCompliant();
    role("lambda.amazonaws.com", PROXY).expectCompliant();
    client
        .with("policy", allow("rds-db:connect", user("prx-0a1b2c3d4e5f60718/${aws:username}")))
        .expectCompliant();
  }

  @Test
  void passes_resources_without_any_policy() {
    client.without("policy").expectCompliant();
    role("lambda.amazonaws.com", PROXY).without("inlinePolicies").expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/policy:Policy",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/groupPolicy:GroupPolicy"
      })
  void reports_every_database_in_policies_of_every_form(String type) {
    var path = type.equals("aws:iam/role:Role") ? "inlinePolicies[0].policy" : "policy";
    role("rds.amazonaws.com", "*")
        .with("policy", allow("rds-db:connect", "*"))
        .as(type)
        .expectViolations(
            "client: %s.Statement[0] allows signing in to every database, past any proxy"
                .formatted(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*/*", "*/app"})
  void reports_every_id(String idAndUser) {
    client
        .with("policy", allow("rds-db:connect", user(idAndUser)))
        .expectViolations(
            "client: policy.Statement[0] allows signing in to every database, past any proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RDS-DB:Connect", "rds-db:*", "rds-db:c*", "rds-db:connec?", "*"})
  void sees_the_action_however_it_is_written(String action) {
    client
        .with("policy", allow(action, "*"))
        .expectViolations(
            "client: policy.Statement[0] allows signing in to every database, past any proxy");
  }

  @Test
  void reads_not_action_and_not_resource() {
    client
        .with(
            "policy",
            """
            {"Statement": [
              {"Effect": "Allow", "NotAction": "iam:*", "Resource": ["%s", "%s"]},
              {"Effect": "Allow", "NotAction": "rds-db:*", "Resource": "*"},
              {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::campaign"},
              {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:rds-db:*"},
              {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}
            """
                .formatted(PROXY, user("*")))
        .expectViolations(
            "client: policy.Statement[0] allows signing in to every database, past any proxy",
            "client: policy.Statement[2] allows signing in to every database, past any proxy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rds:*", "rds:DescribeDBProxies", "rds-data:*", "secretsmanager:GetSecretValue"})
  void takes_no_other_prefix_for_it(String action) {
    client.with("policy", allow(action, "*")).expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "rds-db:connect, prx-*/app, allows signing in to every proxy",
    "rds-db:connect, prx-0a1b2c3d4e5f60718/*, allows signing in to the proxy as any user",
    "rds-db:connect, campaign/app, 'allows nothing, because no proxy has such an id'",
    "rds-db:connect, prx-0a1b2c3d4e5f60718, 'allows no one to sign in, because its resources are"
        + " not database users'",
    "rds:connect, prx-0a1b2c3d4e5f60718/app, 'allows rds:connect, which does not exist; the action"
        + " is rds-db:connect'"
  })
  void advises_on_what_is_too_wide_or_in_vain(String action, String idAndUser, String message) {
    client
        .with("policy", allow(action, user(idAndUser)))
        .expectViolations("client (advisory): policy.Statement[0] " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"})
  void reports_users_that_go_round_the_proxy(String type) {
    policy(type, DATABASE).expectViolations(DIRECT);
  }

  @Test
  void reports_a_role_that_goes_round_the_proxy_unless_rds_alone_assumes_it() {
    var direct =
        "client: inlinePolicies[0].policy.Statement[0] allows signing in to a database directly,"
            + " past the proxy";
    role("lambda.amazonaws.com", DATABASE).expectViolations(direct);
    role("rds.amazonaws.com", DATABASE).expectCompliant();
    role("rds.amazonaws.com", user("cluster-ABC/app")).expectCompliant();
    role("rds.amazonaws.com\", \"AWS\": \"*", DATABASE).expectViolations(direct);
    role("rds.amazonaws.com", DATABASE)
        .with("assumeRolePolicy", "{\"Statement\": []}")
        .expectViolations(direct);
    role("rds.amazonaws.com", DATABASE).without("assumeRolePolicy").expectViolations(direct);
    role("rds.amazonaws.com", DATABASE)
        .withUnknown("assumeRolePolicy")
        .expectUndecided("assumeRolePolicy");
  }

  @Test
  void finds_the_role_of_a_policy_beside_it() {
    var direct = policy("aws:iam/rolePolicy:RolePolicy", DATABASE);
    withRole(direct, "lambda.amazonaws.com").expectViolations(DIRECT);
    withRole(direct, "rds.amazonaws.com").expectNothingReported();
    direct.expectViolations(DIRECT);
  }

  @Test
  void finds_the_role_by_its_origin_while_its_name_is_unknown() {
    var direct = policy("aws:iam/rolePolicy:RolePolicy", DATABASE).withUnknown("role");
    withRole(direct, "lambda.amazonaws.com").computedFrom("role", "role").expectViolations(DIRECT);
    withRole(direct, "rds.amazonaws.com").computedFrom("role", "role").expectNothingReported();
    direct.expectUndecided("role");
  }

  @Test
  void finds_the_roles_that_a_policy_is_attached_to() {
    var arn = "arn:aws:iam::123456789012:policy/direct";
    var direct = policy("aws:iam/policy:Policy", DATABASE).with("arn", arn);
    var attached =
        direct.resource(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "attachment",
            Map.of("policyArn", arn, "role", "worker"));
    withRole(attached, "lambda.amazonaws.com").expectViolations(DIRECT);
    withRole(attached, "rds.amazonaws.com").expectNothingReported();
    direct.expectViolations(DIRECT);
  }

  @Test
  void leaves_open_whose_policy_it_is_while_the_attachment_s_origin_is_lost() {
    policy("aws:iam/policy:Policy", DATABASE)
        .resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", Map.of())
        .subject("attachment")
        .withUnknown("policyArn")
        .expectFindings("undecided: attachment by policyArn");
  }

  @Test
  void wants_every_role_of_a_policy_to_be_a_proxy_s() {
    var arn = "arn:aws:iam::123456789012:policy/direct";
    var attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    withRole(policy("aws:iam/policy:Policy", DATABASE).with("arn", arn), "rds.amazonaws.com")
        .resource(attachment, "one", Map.of("policyArn", arn, "role", "worker"))
        .resource(attachment, "other", Map.of("policyArn", arn, "role", "elsewhere"))
        .expectViolations(DIRECT);
  }

  @Test
  void judges_a_secret_policy_and_shows_nothing_of_it() {
    client
        .withSecret("policy", allow("*", "*"))
        .expectViolations(
            "client: policy.Statement[0] allows signing in to every database, past any proxy");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    client.withUnknown("policy").expectUndecided("policy");
    role("lambda.amazonaws.com", PROXY)
        .withUnknown("inlinePolicies[0].policy")
        .expectUndecided("inlinePolicies[0].policy");
  }

  @Test
  void never_lets_the_unknown_hide_a_violation() {
    role("lambda.amazonaws.com", "*")
        .with(
            "inlinePolicies",
            List.of(Map.of("policy", allow("*", "*")), Map.of("policy", allow("*", PROXY))))
        .withUnknown("inlinePolicies[1].policy")
        .expectViolationsAndUndecided(
            List.of(
                "client: inlinePolicies[0].policy.Statement[0] allows signing in to every database,"
                    + " past any proxy"),
            "inlinePolicies[1].policy");
  }

  @Test
  void leaves_a_text_that_is_no_policy_open() {
    client.with("policy", "rds-db:connect").expectUndecided("policy");
    client.with("policy", "null").expectUndecided("policy");
  }

  @Test
  void takes_back_what_the_same_document_denies() {
    var both =
        """
        {"Statement": [
          {"Effect": "Allow", "Action": "rds-db:connect", "Resource": "*"},
          {"Effect": "Deny", "Action": "rds-db:connect", "Resource": %s}]}
        """;
    client.with("policy", both.formatted("\"*\"")).expectCompliant();
    client
        .with(
            "policy", both.formatted("[\"%s\", \"%s\"]".formatted(user("db-*"), user("cluster-*"))))
        .expectViolations(
            "client (advisory): policy.Statement[0] allows signing in to every proxy");
  }

  @ParameterizedTest
  @CsvSource({
    "aws:iam/policyAttachment:PolicyAttachment, policyArn, roles",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive, policyArns, roleName",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment, policyArn, role"
  })
  void finds_the_proxy_that_holds_a_policy_in_every_form(
      String type, String policies, String roles) {
    var arn = "arn:aws:iam::123456789012:policy/database";
    RuleTester.of(RdsConnectScopedToProxy.RULE)
        .resource(
            "aws:iam/policy:Policy",
            "policy",
            Map.of("arn", arn, "policy", allow("rds-db:connect", user("db-ABC/app"))))
        .resource(
            "aws:iam/role:Role",
            "role",
            Map.of(
                "name",
                "proxy",
                "assumeRolePolicy",
                """
                {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"Service": "rds.amazonaws.com"}}]}
                """))
        .resource(
            type,
            "attachment",
            Map.of(
                policies, policies.equals("policyArns") ? List.of(arn) : arn,
                roles, roles.equals("roles") ? List.of("proxy") : "proxy"))
        .expectNothingReported();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:iam/policyAttachment:PolicyAttachment, policyArn, users",
    "aws:iam/policyAttachment:PolicyAttachment, policyArn, groups",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment, policyArn, user",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment, policyArn, group",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive, policyArns, userName",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive, policyArns, groupName"
  })
  void takes_users_and_groups_for_clients_even_by_the_name_of_a_proxy_s_role(
      String type, String policies, String holders) {
    var arn = "arn:aws:iam::123456789012:policy/direct";
    var policy =
        withRole(policy("aws:iam/policy:Policy", DATABASE).with("arn", arn), "rds.amazonaws.com");
    var attachment =
        Map.<String, Object>of(
            policies, policies.equals("policyArns") ? List.of(arn) : arn,
            holders, holders.endsWith("s") ? List.of("worker") : "worker");
    policy.resource(type, "attachment", attachment).expectViolations(DIRECT);
  }

  @Test
  void leaves_open_whether_there_are_users_beside_the_proxy_s_role() {
    attachedToProxy(Map.of("users", List.of("worker"))).expectViolations(DIRECT);
    attachedToProxy(Map.of())
        .subject("attachment")
        .withUnknown("users")
        .expectFindings("undecided: attachment by users");
  }

  private static RuleTester attachedToProxy(Map<String, Object> people) {
    var arn = "arn:aws:iam::123456789012:policy/direct";
    var properties = new HashMap<>(people);
    properties.put("policyArn", arn);
    properties.put("roles", List.of("worker"));
    return withRole(policy("aws:iam/policy:Policy", DATABASE).with("arn", arn), "rds.amazonaws.com")
        .resource("aws:iam/policyAttachment:PolicyAttachment", "attachment", properties);
  }

  @Test
  void takes_no_users_and_groups_for_what_a_list_leaves_out() {
    attachedToProxy(Map.of("users", List.of(), "groups", List.of())).expectNothingReported();
  }

  @Test
  void decides_at_update_whose_a_policy_is_that_nobody_is_known_to_hold() {
    policy("aws:iam/policy:Policy", DATABASE)
        .resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", Map.of())
        .subject("attachment")
        .withUnknown("policyArn")
        .inStack(new StackFacts("acme", "test", "dev", false, Map.of(), Map.of(), Set.of()))
        .expectViolations(DIRECT);
  }

  @Test
  void says_nothing_of_other_resources() {
    client.as("aws:sqs/queuePolicy:QueuePolicy").expectNotApplicable();
  }
}
