package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.proof.doctor.DeployedStack.Named;
import io.datatier.proof.doctor.DeployedStack.NamedProxy;
import io.datatier.proof.doctor.DeployedStack.Unread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeployedStackTest {

  /** From the first release, which knew no workers, no plan and no other stacks. */
  @Test
  void reads_what_the_engine_wrote() throws Exception {
    var state =
        Path.of(
            "../rehearsal/src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0/prod/state.json");
    assertEquals(
        new DeployedStack(
            List.of(
                new NamedProxy(
                    "campaign-postgres-proxy-prod",
                    "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-015f28958e4557e75")),
            Stream.of(
                    "dispatcher-lambda-prod",
                    "validate-campaign-lambda-prod",
                    "dialer-worker-lambda-prod",
                    "status-checker-lambda-prod",
                    "report-generator-lambda-prod",
                    "enrich-dial-task-lambda-prod")
                .map(name -> new Named(name, true))
                .toList(),
            List.of(),
            Optional.empty(),
            List.of()),
        DeployedStack.read(Files.readString(state)));
  }

  private static final String ARN = "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1";
  private static final String ENCRYPTED =
      "{\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\","
          + " \"ciphertext\": \"v1:x\"}";

  @Test
  void names_what_is_incomplete_encrypted_or_odd_and_reads_the_rest() {
    var read =
        DeployedStack.read(
            """
            {"deployment": {"resources": [
              {"type": "pulumi:pulumi:Stack", "urn": "urn:pulumi:p::s::pulumi:pulumi:Stack::s-p",
                "outputs": {"capacity": {"peakConnections": "many", "maxConnections": {"least": 1}},
                  "client_stack": "text"}},
              {"type": "aws:rds/proxy:Proxy", "urn": "a::none", "outputs": {}},
              {"type": "aws:rds/proxy:Proxy", "urn": "a::odd", "outputs": {"name": "odd", "arn": "x"}},
              {"type": "aws:rds/proxy:Proxy", "urn": "a::shut", "outputs": {"name": %2$s, "arn": "%1$s"}},
              {"type": "aws:rds/proxy:Proxy", "urn": "a::old", "delete": true,
                "outputs": {"name": "old", "arn": "%1$s-old"}},
              {"type": "aws:rds/proxy:Proxy", "urn": "a::shop", "outputs": {"name": "shop", "arn": "%1$s"}},
              {"type": "aws:lambda/function:Function", "urn": "a::f", "outputs": {
                "environment": {"variables": {"RDS_PROXY_ENDPOINT": "shop"}}}},
              {"type": "aws:lambda/function:Function", "outputs": {"name": "shut", "environment": %2$s}},
              {"type": "aws:lambda/function:Function", "outputs": {"name": "other", "timeout": %2$s}},
              {"type": "aws:ec2/launchTemplate:LaunchTemplate", "outputs": {"id": "lt-1", "userData": "%%%%"}},
              {"type": "aws:ec2/launchTemplate:LaunchTemplate", "outputs": {"id": "lt-2", "userData": %2$s}},
              {"type": "aws:autoscaling/group:Group", "outputs": {"name": "one", "launchTemplate": {"id": "lt-1"}}},
              {"type": "aws:autoscaling/group:Group", "outputs": {"name": "two", "launchTemplate": {"id": "lt-2"}}}
            ]}}
            """
                .formatted(ARN, ENCRYPTED));

    assertEquals(
        new DeployedStack(
            List.of(new NamedProxy("shop", ARN)),
            List.of(new Named("shut", false)),
            List.of(new Named("two", false)),
            Optional.empty(),
            List.of(
                new Unread("aws:rds/proxy:Proxy none", "The state lacks its name."),
                new Unread("aws:rds/proxy:Proxy odd", "Its arn in the state is not a proxy's: x."),
                new Unread("aws:rds/proxy:Proxy shut", "Its name is encrypted in the state."),
                new Unread("aws:lambda/function:Function f", "The state lacks its name."),
                new Unread(
                    "pulumi:pulumi:Stack s-p",
                    "Its peakConnections in the state is not what the program writes."))),
        read);
  }

  @Test
  void a_proxy_knows_its_region() {
    assertEquals(
        "eu-central-1",
        new NamedProxy("shop", "arn:aws:rds:eu-central-1:123456789012:db-proxy:prx-1").region());
  }
}
