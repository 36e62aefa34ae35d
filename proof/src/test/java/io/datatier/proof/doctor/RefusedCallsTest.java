package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS refuses hides nothing else. */
final class RefusedCallsTest {

  private static final String FOR_EVER = "1000";

  @Test
  void what_is_gone_is_bad_and_told_once() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "UNAVAILABLE", "UNREACHABLE");
      account.change("delete-function");
      account.change("delete-database");
      account.change("lose-secret");

      var functions = Examination.of(account, account.export());
      assertEquals(1, functions.code());
      assertEquals(
          List.of(
              "target shop-db is UNAVAILABLE: UNREACHABLE",
              "report: Function not found: arn:aws:lambda:us-east-1:123456789012:function:report",
              "database shop-db: DBInstance shop-db not found",
              "secret reports: Secrets Manager can't find the specified secret"),
          functions.bad());

      account.change("delete-template");
      var workers = Examination.of(account, account.exportOfWorkers());
      assertTrue(
          workers.bad().stream()
              .anyMatch(line -> line.matches("drivers: .*launch template.* lt-.* does not exist")),
          workers::text);

      account.change("delete-group");
      var nobody = Examination.of(account, account.exportOfWorkers());
      assertTrue(
          nobody.bad().contains("drivers: the Auto Scaling group does not exist"), nobody::text);

      account.change("delete-proxy");
      var proxies = Examination.of(account, account.export());
      assertEquals(1, proxies.code());
      assertEquals("proxy shop-proxy is gone, or another one has its name", proxies.bad().get(0));
    }
  }

  @Test
  void a_permission_that_is_missing_is_named_and_nothing_bad() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.change(
          "refuse",
          "AccessDenied",
          FOR_EVER,
          "DescribeDBProxyEndpoints",
          "DescribeDBInstances",
          "DescribeSecurityGroupRules",
          "GetFunctionConfiguration",
          "GetMetricStatistics",
          "GetSecretValue",
          "SimulatePrincipalPolicy");

      var run = Examination.of(account, account.export());

      assertEquals(
          List.of(
              "proxy shop-proxy | These credentials may not call rds:DescribeDBProxyEndpoints.",
              "report | These credentials may not call lambda:GetFunctionConfiguration.",
              "database shop-db | These credentials may not call rds:DescribeDBInstances.",
              "use of database shop-db, proxy shop-proxy | These credentials may not call"
                  + " cloudwatch:GetMetricStatistics.",
              "secret reports | These credentials may not call secretsmanager:GetSecretValue.",
              "role role | These credentials may not call iam:SimulatePrincipalPolicy."),
          run.notExamined());
      assertEquals(List.of(), run.bad());
      assertTrue(run.text().endsWith("No problems found; 7 checks could not run.\n"), run::text);
      assertEquals(0, run.code());

      var workers = Examination.of(account, account.exportOfWorkers());
      assertTrue(
          workers
              .notExamined()
              .contains("drivers | These credentials may not call ec2:DescribeSecurityGroupRules."),
          workers::text);
    }
  }

  @Test
  void targets_that_cannot_be_seen_end_the_wait_and_hide_no_other_fault() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("refuse", "AccessDenied", FOR_EVER, "DescribeDBProxyTargets");
      account.change("delete-function");

      var run = Examination.of(account, account.export(), "--wait=1");

      assertEquals(1, run.code(), run::text);
      assertEquals(
          "Waiting does not help: These credentials may not call rds:DescribeDBProxyTargets.",
          run.lines().get(0));
      assertEquals(
          List.of(
              "report: Function not found: arn:aws:lambda:us-east-1:123456789012:function:report"),
          run.bad());
      assertTrue(
          run.notExamined()
              .contains(
                  "proxy shop-proxy | These credentials may not call rds:DescribeDBProxyTargets."),
          run::text);
    }
  }

  @Test
  void a_call_that_fails_now_and_then_is_made_again_and_one_that_always_fails_is_told()
      throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("health", "AVAILABLE");
      account.change("refuse", "Throttling", "1", "DescribeDBProxyTargets");
      var once = Examination.of(account, account.export());
      assertEquals(0, once.code(), once::text);
      assertEquals(List.of(), once.notExamined());

      account.change("refuse", "Throttling", FOR_EVER, "DescribeDBProxyTargetGroups");
      var always = Examination.of(account, account.export());
      assertEquals(0, always.code(), always::text);
      assertTrue(
          always
              .notExamined()
              .contains(
                  "report | rds:DescribeDBProxyTargetGroups failed: User:"
                      + " arn:aws:iam::123456789012:user/operator is not authorized"),
          always::text);
    }
  }

  @Test
  void without_the_proxies_there_is_nothing_to_examine() throws Exception {
    try (var account = AwsAccount.startOrSkip()) {
      account.change("refuse", "AccessDenied", FOR_EVER, "DescribeDBProxies");

      var run = Examination.of(account, account.export());

      assertEquals(2, run.code());
      assertEquals(
          "Nothing can be checked without the proxies. These credentials may not call"
              + " rds:DescribeDBProxies.\n",
          run.text());

      account.change("refuse", "ExpiredToken", FOR_EVER, "DescribeDBProxies");
      var expired = Examination.of(account, account.export(), "--wait=1");

      assertEquals(2, expired.code());
      assertEquals(
          "Nothing can be checked without the proxies. AWS does not accept these credentials: User:"
              + " arn:aws:iam::123456789012:user/operator is not authorized. Log in to AWS, and"
              + " name"
              + " the profile in AWS_PROFILE.\n",
          expired.text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SignatureDoesNotMatch, clock",
    "RequestExpired, Log in",
    "RequestExpired, clock",
    "InvalidClientTokenId, AWS_REGION",
    "AuthFailure, AWS_REGION",
    "ExpiredToken, Log in"
  })
  void credentials_that_are_not_taken_may_be_right(String code, String advice) {
    var error =
        AwsServiceException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("Not now").build())
            .build();

    var why = Refusal.of(error).why();

    assertTrue(why.startsWith("AWS does not accept these credentials: Not now. "), why);
    assertTrue(why.contains(advice), why);
  }
}
