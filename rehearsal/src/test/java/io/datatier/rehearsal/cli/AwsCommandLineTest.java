package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AwsCommandLineTest {

  private static final String ACCOUNT =
      """
      {"resources": [
        {"type": "aws:rds/proxy:Proxy", "id": "orders", "properties": {"name": "orders"}},
        {"type": "aws:rds/proxy:Proxy", "id": "calls", "region": "eu-west-1",
         "properties": {"name": "calls"}},
        {"type": "aws:iam/rolePolicy:RolePolicy", "id": "a:one", "region": "global",
         "properties": {"role": "a", "name": "one"}},
        {"type": "aws:iam/rolePolicy:RolePolicy", "id": "b:two", "region": "global",
         "properties": {"role": "b", "name": "two"}},
        {"type": "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "id": "sgr-1",
         "properties": {"securityGroupId": "sg-1", "referencedSecurityGroupId": "sg-2",
           "ipProtocol": "tcp", "fromPort": 5432, "toPort": 5432}},
        {"type": "aws:secretsmanager/secret:Secret", "id": "arn:1",
         "properties": {"arn": "arn:1", "name": "kept"}},
        {"type": "aws:secretsmanager/secret:Secret", "id": "arn:2",
         "properties": {"arn": "arn:2", "name": "gone", "deletionDate": "2026-12-01T00:00:00Z"}}]}
      """;

  private final Path account;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  AwsCommandLineTest(@TempDir Path folder) throws IOException {
    this.account = Files.writeString(folder.resolve("account.json"), ACCOUNT);
  }

  @Test
  void lists_what_the_account_has_of_one_type() {
    assertEquals(0, run("rds describe-db-proxies --region us-east-1 --output json"));
    assertEquals(0, run("rds describe-db-proxies --region eu-west-1 --output json"));
    assertEquals(0, run("iam list-role-policies --role-name b --region eu-west-1"));
    assertEquals(0, run("ec2 describe-security-group-rules"));
    assertEquals(0, run("secretsmanager list-secrets"));
    assertEquals(
        List.of(
            "{\"DBProxies\":[{\"DBProxyName\":\"orders\"}]}",
            "{\"DBProxies\":[{\"DBProxyName\":\"calls\"}]}",
            "{\"PolicyNames\":[\"two\"]}",
            "{\"SecurityGroupRules\":[{\"IsEgress\":true,\"FromPort\":5432,\"GroupId\":\"sg-1\","
                + "\"IpProtocol\":\"tcp\",\"ReferencedGroupInfo\":{\"GroupId\":\"sg-2\"},"
                + "\"SecurityGroupRuleId\":\"sgr-1\",\"ToPort\":5432}]}",
            "{\"SecretList\":[{\"ARN\":\"arn:1\",\"Name\":\"kept\"}]}"),
        out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void refuses_in_one_sentence_what_it_has_no_answer_to() {
    assertEquals(252, run("rds delete-db-instance --db-instance-identifier orders"));
    assertEquals(252, run(""));
    assertEquals(
        List.of(
            "aws rds delete-db-instance: this shell is set up for a rehearsal, where aws only lists"
                + " what make recover needs; see rehearsal/datatier-rehearsal account --help for"
                + " other commands.",
            "aws : this shell is set up for a rehearsal, where aws only lists what make recover"
                + " needs; see rehearsal/datatier-rehearsal account --help for other commands."),
        err.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void says_that_an_account_cannot_be_read() throws IOException {
    Files.delete(account);
    assertEquals(255, run("iam list-roles"));
    assertEquals(
        "Cannot read the rehearsal's account: " + account + "\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void answers_all_that_make_recover_asks() throws IOException {
    var asked =
        Files.readString(
            Path.of("../src/main/resources/io/datatier/tools/recover/listings.txt"),
            StandardCharsets.UTF_8);
    assertEquals(
        Pattern.compile("(\\w+ (?:describe|list)-[a-z-]+)")
            .matcher(asked)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet()),
        AwsCommandLine.commands());
  }

  private int run(String command) {
    return AwsCommandLine.run(
        List.of(command.split(" ", -1)),
        account,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
