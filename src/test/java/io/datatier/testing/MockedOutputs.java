package io.datatier.testing;

import com.pulumi.test.Mocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What AWS would add to the inputs, in AWS's shapes, as far as the program builds on it. */
final class MockedOutputs {

  private static final String ACCOUNT = "arn:aws:%s:us-east-1:123456789012:%s";

  private MockedOutputs() {}

  static Map<String, Object> of(Mocks.ResourceArgs args) {
    var outputs = new HashMap<>(args.inputs);
    outputs.put("arn", ACCOUNT.formatted(args.type.split("[:/]", -1)[1], args.name));
    switch (args.type) {
      case "aws:rds/instance:Instance" -> {
        outputs.put("endpoint", "campaign.abc123def456.us-east-1.rds.amazonaws.com:5432");
        outputs.put("masterUserSecrets", List.of(masterUserSecret()));
      }
      case "aws:rds/cluster:Cluster" -> {
        outputs.put("endpoint", "campaign.cluster-abc123def456.us-east-1.rds.amazonaws.com");
        outputs.put("masterUserSecrets", List.of(masterUserSecret()));
      }
      case "aws:rds/proxyEndpoint:ProxyEndpoint" ->
          outputs.put(
              "endpoint", "readers.endpoint.proxy-abc123def456.us-east-1.rds.amazonaws.com");
      case "aws:rds/proxy:Proxy" -> {
        outputs.put("arn", ACCOUNT.formatted("rds", "db-proxy:prx-0a1b2c3d4e5f60718"));
        outputs.put("endpoint", "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com");
      }
      case "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup" ->
          outputs.put("name", "default");
      case "aws:lambda/function:Function" -> {
        var name = "function:" + args.inputs.get("name");
        outputs.put("arn", ACCOUNT.formatted("lambda", name));
        outputs.put("version", "3");
      }
      case "aws:lambda/alias:Alias" -> {
        var name = "function:" + args.inputs.get("functionName") + ":" + args.inputs.get("name");
        outputs.put("arn", ACCOUNT.formatted("lambda", name));
      }
      case "aws:lambda/functionUrl:FunctionUrl" ->
          outputs.put("functionUrl", "https://abc123.lambda-url.us-east-1.on.aws/");
      case "aws:ec2/launchTemplate:LaunchTemplate" -> outputs.put("latestVersion", 7);
      case "aws:kms/key:Key" -> {
        outputs.put("keyId", "1234abcd-12ab-34cd-56ef-1234567890ab");
        outputs.put("arn", ACCOUNT.formatted("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"));
      }
      case "aws:secretsmanager/secret:Secret" ->
          outputs.put(
              "arn",
              ACCOUNT.formatted("secretsmanager", "secret:" + args.inputs.get("name") + "-AbCdEf"));
      default -> {}
    }
    return outputs;
  }

  private static Map<String, Object> masterUserSecret() {
    return Map.of(
        "secretArn", ACCOUNT.formatted("secretsmanager", "secret:rds!db-1-AbCdEf"),
        "kmsKeyId", ACCOUNT.formatted("kms", "key/1"),
        "secretStatus", "active");
  }
}
