package io.datatier.clients;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What calls a function, and what it may use beside the database. */
final class FunctionCallsTest {

  private static final String ALIAS =
      "arn:aws:lambda:us-east-1:123456789012:function:ingest-dev:live";
  private static final String FUNCTION =
      """
      [{name: ingest, artifact: samples/function, reservedConcurrency: 20,
        queues: [{queue: 'arn:aws:sqs:us-east-1:123456789012:orders', batchSize: 100,
                  batchingWindow: 5s, maximumConcurrency: 10, partialFailures: true},
                 {queue: 'arn:aws:sqs:us-east-1:123456789012:calls.fifo', maximumConcurrency: 5}],
        schedules: [{name: nightly, expression: 'cron(0 3 * * ? *)', input: '{"all": true}'}],
        url: true,
        policies: ['arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess'],
        permissions: [{actions: [s3:GetObject, s3:PutObject], resources: ['arn:aws:s3:::orders/*']},
                      {actions: [sns:Publish],
                       resources: ['arn:aws:sns:us-east-1:123456789012:done']}],
        calls: [sns, sqs] %s}]
      """;

  private static RecordedStack plain;
  private static RecordedStack ready;

  @BeforeAll
  static void register() {
    plain = stack("");
    ready = stack(", provisionedConcurrency: 2");
  }

  private static RecordedStack stack(String more) {
    var functions = LEAST.with("functions", FUNCTION.formatted(more)).settings().functionsInAws();
    return RecordedStack.of(
        context -> {
          var fleet =
              new LambdaFleet("fns", functions, SampleTier.proxy().endpoint(), SampleTier.LOGS);
          context.export("described", fleet.described());
        });
  }

  @Test
  void gets_the_messages_of_its_queues() {
    var target = "arn:aws:lambda:us-east-1:123456789012:function:ingest-dev";
    assertEquals(
        Map.of(
            "functionName",
            target,
            "eventSourceArn",
            "arn:aws:sqs:us-east-1:123456789012:orders",
            "batchSize",
            100.0,
            "maximumBatchingWindowInSeconds",
            5.0,
            "scalingConfig",
            Map.of("maximumConcurrency", 10.0),
            "functionResponseTypes",
            List.of("ReportBatchItemFailures")),
        plain.resource("fns-ingest-dev-queue-orders").inputs());
    assertEquals(
        Map.of(
            "functionName",
            ALIAS,
            "eventSourceArn",
            "arn:aws:sqs:us-east-1:123456789012:calls.fifo",
            "batchSize",
            10.0,
            "maximumBatchingWindowInSeconds",
            0.0,
            "scalingConfig",
            Map.of("maximumConcurrency", 5.0)),
        ready.resource("fns-ingest-dev-queue-calls.fifo").inputs());
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "ReceiveMessages", "Effect": "Allow",
               "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
               "Resource": ["arn:aws:sqs:us-east-1:123456789012:orders",
                            "arn:aws:sqs:us-east-1:123456789012:calls.fifo"]}}
            """),
        policy("fns-ingest-dev-receive-messages"));
  }

  @Test
  void is_called_on_a_schedule_that_may_call_nothing_else() {
    assertEquals(
        Map.of(
            "name", "ingest-dev-nightly",
            "description", "Calls the function ingest-dev",
            "scheduleExpression", "cron(0 3 * * ? *)"),
        ready.resource("fns-ingest-dev-schedule-nightly").inputs());
    assertEquals(
        Map.of(
            "statementId", "ingest-dev-nightly",
            "action", "lambda:InvokeFunction",
            "function", "ingest-dev",
            "qualifier", "live",
            "principal", "events.amazonaws.com",
            "sourceArn",
                "arn:aws:cloudwatch:us-east-1:123456789012:fns-ingest-dev-schedule-nightly"),
        ready.resource("fns-ingest-dev-schedule-nightly-permission").inputs());
    assertEquals(
        Map.of(
            "rule", "ingest-dev-nightly",
            "targetId", "function",
            "arn", ALIAS,
            "input", "{\"all\": true}"),
        ready.resource("fns-ingest-dev-schedule-nightly-target").inputs());
  }

  @Test
  void has_a_url_for_callers_who_sign() {
    assertEquals(
        Map.of("functionName", "ingest-dev", "authorizationType", "AWS_IAM"),
        plain.resource("fns-ingest-dev-url").inputs());
    assertEquals(
        Map.of(
            "ingest-dev",
            Map.of(
                "arn", ALIAS,
                "role", "ingest-dev",
                "securityGroup", "fns-group-id",
                "url", "https://abc123.lambda-url.us-east-1.on.aws/")),
        ready.output("described"));
  }

  @Test
  void may_do_what_is_permitted_beside_logging_in() {
    assertEquals(
        Map.of(
            "role", "ingest-dev", "policyArn", "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"),
        plain.resource("fns-ingest-dev-policy-aws-policy-AmazonSQSReadOnlyAccess").inputs());
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
                "Resource": "arn:aws:s3:::orders/*"},
               {"Effect": "Allow", "Action": "sns:Publish",
                "Resource": "arn:aws:sns:us-east-1:123456789012:done"}]}
            """),
        policy("fns-ingest-dev-permissions"));
  }

  @Test
  void names_every_fault_of_what_calls_it_and_what_it_may_use() {
    assertEquals(
        List.of(
            "datatier:functions[0].policies[0] is \"Admin\", but must be the ARN of a managed"
                + " policy: arn:aws:iam::<account or aws>:policy/<name>",
            "datatier:functions[0].permissions[0].actions[0] is \"send\", but must be an action of"
                + " one service, such as sqs:SendMessage",
            "datatier:functions[0].permissions[0].resources[0] is \"orders\", but must be an ARN"
                + " such as arn:aws:s3:::orders/*, or *",
            "datatier:functions[0].queues[0].batchSize is 100, but must be 10 or less unless the"
                + " queue is a standard queue and batchingWindow is 1s or more",
            "datatier:functions[0].queues[1].queue is \"orders\", but must be the ARN of a queue:"
                + " arn:aws:sqs:<region>:<account>:<name>",
            "datatier:functions[0].schedules[0].expression is \"every day\", but must be a schedule"
                + " such as rate(5 minutes) or cron(0 3 * * ? *), in UTC",
            "datatier:functions[1].reservedConcurrency is 5, but must be at least the sum of its"
                + " queues' maximumConcurrency, 6"),
        LEAST
            .with(
                "functions",
                """
                [{name: a, artifact: samples/function,
                  queues: [{queue: 'arn:aws:sqs:us-east-1:123456789012:orders', batchSize: 100},
                           {queue: orders}],
                  schedules: [{name: daily, expression: every day}],
                  policies: [Admin],
                  permissions: [{actions: [send], resources: [orders]}]},
                 {name: b, artifact: samples/function, reservedConcurrency: 5,
                  queues: [{queue: 'arn:aws:sqs:us-east-1:123456789012:orders',
                            maximumConcurrency: 6}]}]
                """)
            .complaints());
    assertEquals(
        List.of(
            "datatier:functions[0].calls is invalid: \"sns\" must be among"
                + " datatier:network.endpointServices, or that list be left out"),
        LEAST
            .with(
                "network",
                "{zones: [us-east-1a, us-east-1b], endpointServices: [secretsmanager, sqs]}")
            .with("functions", "[{name: a, artifact: samples/function, calls: [sns, sqs]}]")
            .complaints());
  }

  @Test
  void asks_for_as_many_executions_as_its_queues_together_if_all_are_bounded() {
    var bounded =
        sources("{queue: '%s1', maximumConcurrency: 2}, {queue: '%s2', maximumConcurrency: 3}");
    assertEquals(OptionalInt.of(5), bounded.executions());
    assertEquals(
        OptionalInt.empty(),
        sources("{queue: '%s1', maximumConcurrency: 2}, {queue: '%s2'}").executions());
    assertEquals(OptionalInt.empty(), new EventSources(List.of(), List.of(), false).executions());
  }

  private static EventSources sources(String queues) {
    var arn = "arn:aws:sqs:us-east-1:123456789012:q";
    return LEAST
        .with(
            "functions",
            "[{name: a, artifact: samples/function, queues: [%s]}]"
                .formatted(queues.replace("%s", arn)))
        .settings()
        .functions()
        .get(0)
        .sources();
  }

  private static Object policy(String name) {
    return JsonParser.parseString((String) plain.resource(name).inputs().get("policy"));
  }
}
