package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.datatier.testing.MockedAnswers;
import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RunningStackTest {

  private static final MockedAnswers TAKEN_OVER =
      new MockedAnswers(
          Map.of("dbInstanceIdentifier", "legacy-db", "engineVersion", "17.6"), Map.of());

  private static final MockedAnswers MADE =
      new MockedAnswers(
          Map.of(
              "dbInstanceIdentifier",
              "campaign-postgres-dev",
              "engineVersion",
              "17.6",
              "vpcSecurityGroups",
              List.of("sg-1")),
          Map.of(
              "aws:ec2/getSecurityGroups:getSecurityGroups",
              Map.of("ids", List.of("sg-1")),
              "aws:ec2/getSecurityGroup:getSecurityGroup",
              Map.of("name", "campaign-postgres-dev", "tags", Map.of())));

  private static final StackFile ADOPTED =
      StackFile.CLIENTS.with(
          "adopted", "{subnetGroup: legacy-subnets, instance: legacy-db, proxy: legacy-proxy}");

  @Test
  void gives_up_no_tier_that_was_taken_over() {
    assertEquals(
        List.of(
            "The configuration of stack dev has 2 errors; nothing was changed.",
            "datatier:proxy.existing replaces legacy-proxy",
            "datatier:proxy.existing replaces legacy-db"),
        refusal(ADOPTED, TAKEN_OVER));
    assertEquals(
        List.of(
            "The configuration of stack dev has 1 error; nothing was changed.",
            "datatier:proxy.existing replaces legacy-db"),
        refusal(ADOPTED.with("keptElsewhere", "[legacy-proxy]"), TAKEN_OVER));
    assertEquals(
        List.of(), refusal(ADOPTED.with("keptElsewhere", "[legacy-proxy, legacy-db]"), TAKEN_OVER));
  }

  @Test
  void gives_up_no_database_because_another_stack_has_its_proxies() {
    var clients = StackFile.CLIENTS;
    var replaces =
        List.of(
            "The configuration of stack dev has 1 error; nothing was changed.",
            "datatier:proxy.existing replaces the database whose security group is"
                + " campaign-postgres-dev");
    assertEquals(replaces, refusal(clients, MADE));
    assertEquals(
        replaces, refusal(clients.with("keptElsewhere", "[campaign-postgres-proxy-dev]"), MADE));
    assertEquals(
        List.of(), refusal(clients.with("keptElsewhere", "[campaign-postgres-dev]"), MADE));
  }

  @Test
  void takes_no_word_for_the_proxies_that_the_stack_makes() {
    var file =
        StackFile.LEAST.with(
            "database",
            """
            existing:
              kind: instance
              identifier: orders
              securityGroup: sg-0a1b2c3d
              databaseName: orders
              masterUsername: owner
              masterSecret: arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf
            """);
    assertEquals(List.of(), file.with("keptElsewhere", "[campaign-postgres-dev]").complaints());
    assertEquals(
        List.of(
            "datatier:keptElsewhere is invalid: \"campaign-postgres-proxy-dev\" must be removed: a"
                + " stack with its own proxy may list only campaign-postgres-dev"),
        file.with("keptElsewhere", "[campaign-postgres-dev, campaign-postgres-proxy-dev]")
            .complaints());
    var adopted =
        file.with("adopted", "{subnetGroup: legacy-subnets, instance: legacy-db}")
            .with("keptElsewhere", "[legacy-db, campaign-postgres-dev, legacy-proxy]");
    assertEquals(
        List.of(
            "datatier:keptElsewhere is invalid: \"legacy-proxy\" must be removed: a stack with its"
                + " own proxy may list only legacy-db and campaign-postgres-dev"),
        adopted.complaints());
  }

  @Test
  void takes_any_name_that_something_taken_over_may_have() {
    var file =
        StackFile.CLIENTS
            .with("adopted", "{subnetGroup: legacy-subnets, instance: legacy-db, proxy: Legacy_1}")
            .with("keptElsewhere", "[Legacy_1, legacy-db]");
    assertEquals(List.of(), refusal(file, TAKEN_OVER));
  }

  @Test
  void takes_no_word_for_it_before_there_is_another_proxy_or_database() {
    assertEquals(
        List.of(
            "datatier:keptElsewhere is invalid: \"campaign-postgres-dev\" must be left out unless"
                + " proxy.existing or database.existing is given"),
        StackFile.LEAST.with("keptElsewhere", "[campaign-postgres-dev]").complaints());
  }

  @Test
  void asks_rds_nothing_for_clients_alone() {
    var denied =
        new MockedAnswers(
            Map.of(), Map.of(), Map.of("aws:rds/getInstances:getInstances", "AccessDenied"));
    assertEquals(List.of(), refusal(StackFile.CLIENTS, denied));
  }

  /** The lines of the refusal, each as far as it names what it is about. */
  private static List<String> refusal(StackFile file, MockedAnswers answers) {
    var settings = file.settings();
    var stack =
        RecordedStack.of(
            context -> context.export("refusal", Output.of(messageFor(settings))), answers);
    return stack
        .output("refusal")
        .toString()
        .lines()
        .map(line -> line.strip().replaceAll("(,? and|, so) .*", ""))
        .toList();
  }

  private static String messageFor(StackSettings settings) {
    try {
      var stack = RunningStack.of(settings);
      return stack.settings().equals(settings) ? "" : "other settings";
    } catch (RunException refused) {
      return Objects.toString(refused.getMessage());
    }
  }
}
