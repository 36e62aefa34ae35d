package io.datatier.rehearsal.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.sns.SnsTopic;
import io.datatier.rehearsal.sns.TopicSubscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of EventBridge, and their targets. */
final class EventRuleTest {

  private final DataTier tier;

  EventRuleTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static final String ACCOUNT = "us-east-1:123456789012:";

  private Live topic() {
    return tier.aws().resource(SnsTopic.TYPE, "alarms").with("name", "alarms").create();
  }

  private Draft subscription(Live topic, String protocol, String endpoint) {
    return tier.aws()
        .resource(TopicSubscription.TYPE, protocol)
        .with("topic", topic.id())
        .with("protocol", protocol)
        .with("endpoint", endpoint);
  }

  private Draft rule() {
    return tier.aws()
        .resource(EventRule.TYPE, "nightly")
        .with("name", "nightly")
        .with("scheduleExpression", "cron(0 3 * * ? *)");
  }

  private Draft target(String arn) {
    return tier.aws()
        .resource(EventTarget.TYPE, "jobs")
        .with("rule", "nightly")
        .with("targetId", "jobs")
        .with("arn", arn);
  }

  private Live function() {
    return tier.functionAlone()
        .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
        .create();
  }

  @Test
  void refuses_to_send_where_nobody_is() {
    var topic = topic();
    var nowhere = "arn:aws:sqs:" + ACCOUNT + "nowhere";
    subscription(topic, "sqs", nowhere)
        .expectRefused(
            "creating SNS Topic Subscription: InvalidParameter: Nothing is at "
                + nowhere
                + ", so nothing would arrive.");
    subscription(topic, "sqs", "arn:aws:sqs:us-east-1:210987654321:theirs").create();
    topic.delete();
    subscription(topic, "email", "calls@example.com")
        .expectRefused(
            "creating SNS Topic Subscription: NotFound: Topic does not exist: " + topic.id());
    rule().create();
    target(nowhere)
        .expectRefused(
            "creating EventBridge Target (jobs): ValidationException: Nothing is at "
                + nowhere
                + ", so nothing would arrive.");
    target("arn:aws:lambda:" + ACCOUNT + "function:none")
        .expectRefused(
            "creating EventBridge Target (jobs): ResourceNotFoundException: Function not found:"
                + " arn:aws:lambda:us-east-1:123456789012:function:none");
    var function = function();
    target(function.text("arn") + ":live")
        .expectRefused(
            "creating EventBridge Target (jobs): ResourceNotFoundException: Function not found: "
                + function.text("arn")
                + ":live");
    target(function.text("arn")).create();
  }

  @Test
  void makes_rules_and_their_targets() {
    var rule = rule().create();
    assertEquals("nightly", rule.id());
    assertEquals("arn:aws:events:" + ACCOUNT + "rule/nightly", rule.text("arn"));
    assertEquals("ENABLED", rule.text("state"));
    rule.expectSteady();
    rule().imported("default/nightly");
    rule.expectUpdate(rule().with("state", "DISABLED"), "state");
    var queue = tier.queue().create();
    var target = target(queue.text("arn")).create();
    assertEquals("nightly-jobs", target.id());
    target.expectSteady();
    target(queue.text("arn")).imported("nightly/jobs");
    var unnamed = target(queue.text("arn")).without("targetId").create();
    unnamed.expectSteady();
    assertEquals("jobs-0123456", unnamed.text("targetId"));
    var elsewhere = target(queue.text("arn")).with("rule", "other");
    assertEquals(
        List.of(true, false),
        List.of(target.goesFirst(elsewhere), unnamed.goesFirst(elsewhere.without("targetId"))));
    unnamed.expectUpdate(target(queue.text("arn")).without("targetId"));
    rule.expectDeleteRefused(
        "deleting EventBridge Rule (nightly): ValidationException: Rule can't be deleted since it"
            + " has targets: nightly");
    unnamed.delete();
    target.delete();
    rule.delete();
    target(queue.text("arn"))
        .expectRefused(
            "creating EventBridge Target (jobs): ResourceNotFoundException: Rule nightly does not exist on"
                + " EventBus default.");
  }

  @Test
  void gives_a_rule_five_targets() {
    rule().create();
    var queue = tier.queue().create().text("arn");
    for (int i = 0; i < 5; i++) {
      target(queue).with("targetId", "jobs" + i).create();
    }
    target(queue)
        .expectRefused(
            "creating EventBridge Target (jobs): LimitExceededException: The requested resource exceeds"
                + " the maximum number allowed: 5 targets per rule.");
  }

  @Test
  void judges_rules_and_targets() {
    rule()
        .with("name", "every night")
        .with("eventBusName", "calls")
        .with("state", "ON")
        .with("isEnabled", true)
        .expectFailures(
            "name: must have 1 to 64 letters, digits and _.-, but is \"every night\"",
            "scheduleExpression: is for the default event bus only",
            "state: must be one of DISABLED, ENABLED,"
                + " ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, but is ON",
            "isEnabled: cannot be set together with state");
    rule()
        .without("scheduleExpression")
        .expectFailures("scheduleExpression: this or eventPattern must be set");
    rule()
        .with("eventPattern", "{\"detail\": {\"$or\": [{\"a\": [1]}], \"state\": \"ALARM\"}}")
        .expectFailures("eventPattern: must have a list of matches for detail.state");
    target("jobs")
        .with("input", "{}")
        .with("inputPath", "$.detail")
        .with("retryPolicy", Map.of("maximumEventAgeInSeconds", 59, "maximumRetryAttempts", 186))
        .expectFailures(
            "arn: must be an ARN, arn:aws:service:region:account:resource, but is \"jobs\"",
            "inputPath: cannot be set together with input",
            "retryPolicy.maximumEventAgeInSeconds: must be 60 to 86400 seconds, but is 59",
            "retryPolicy.maximumRetryAttempts: must be 0 to 185 attempts, but is 186");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 hours)",
        "rate(5 minute)",
        "rate(0 days)",
        "rate(5 weeks)",
        "every hour",
        "cron(0 3 * * *)",
        "cron(0 3 * * * *)",
        "cron(0 3 ? * ? *)"
      })
  void refuses_schedules_that_are_none(String schedule) {
    rule()
        .with("scheduleExpression", schedule)
        .expectFailures(
            "scheduleExpression: must be a rate such as rate(1 hour) or rate(5 minutes), or a six-field cron expression with ? for one of the day fields, such as cron(0 10 * * ? *), but is \""
                + schedule
                + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 day)",
        "rate(15 minutes)",
        "cron(0/15 8-18 ? * MON-FRI *)",
        "cron(0 3 L * ? *)"
      })
  void takes_schedules(String schedule) {
    rule().with("scheduleExpression", schedule).expectFailures();
  }
}
