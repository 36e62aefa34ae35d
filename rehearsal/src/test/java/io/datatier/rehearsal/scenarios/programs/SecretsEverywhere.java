package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.asset.AssetArchive;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A program with a canary in every place that takes a secret: in what the provider takes for one by
 * itself, and in what the program marks as one. The places are named in {@link #PLACES}; each has a
 * canary of its own in every generation of the program.
 */
public final class SecretsEverywhere {

  /** Where canaries sit, apart from those that the stack's configuration brings along. */
  public static final List<String> PLACES =
      List.of(
          "InstancePassword",
          "ClusterMasterPassword",
          "SecretString",
          "SecretBinary",
          "ParameterValue",
          "FunctionEnvironment",
          "FunctionDescription",
          "InvocationInput",
          "LaunchTemplateUserData",
          "TopicTag",
          "LogGroupTags",
          "StackOutput",
          "RefusedKey",
          "RefusedHandler");

  private static final String PREFIX = "tweety7c1f";

  private final Context context;
  private final String generation;

  private SecretsEverywhere(Context context, String generation) {
    this.context = context;
    this.generation = generation;
  }

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            new SecretsEverywhere(context, context.config().require("generation")).register());
  }

  /** The canary of a place; of letters and digits, so that no encoding of texts changes it. */
  public static String canary(String place, String generation) {
    return PREFIX + generation + place;
  }

  /** A text like a canary, of which nobody says that it is secret. */
  public static String known() {
    return PREFIX + "KnownToAll";
  }

  private void register() {
    databases();
    secrets();
    function();
    new LaunchTemplate(
        "careless",
        LaunchTemplateArgs.builder()
            .name("careless")
            .userData(secret(base64("#!/bin/sh\nexport TOKEN=" + canary("LaunchTemplateUserData"))))
            .build());
    new Topic(
        "careless",
        TopicArgs.builder()
            .name("careless")
            .displayName(known())
            .tags(
                secret(canary("TopicTag"))
                    .applyValue(canary -> Map.of("token", canary, "team", "calls")))
            .build());
    new LogGroup(
        "careless",
        LogGroupArgs.builder()
            .name("careless")
            .tags(Output.ofSecret(Map.of("token", canary("LogGroupTags"))))
            .kmsKeyId(
                isRefused()
                    ? secret("arn:aws:kms:us-east-1:123456789012:key/" + canary("RefusedKey"))
                    : null)
            .build());
    context.export("token", secret(canary("StackOutput")));
    context.export("configured", context.config().requireSecret("token"));
  }

  private void databases() {
    var subnetGroup =
        new SubnetGroup(
            "careless",
            SubnetGroupArgs.builder().name("careless").subnetIds(Given.SUBNET_IDS).build());
    new Instance(
        "careless",
        InstanceArgs.builder()
            .identifier("careless")
            .engine("postgres")
            .engineVersion("17.4")
            .instanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .username("iadmin")
            .password(canary("InstancePassword"))
            .dbSubnetGroupName(subnetGroup.name())
            .skipFinalSnapshot(true)
            .build());
    new Cluster(
        "careless",
        ClusterArgs.builder()
            .clusterIdentifier("careless-cluster")
            .engine("aurora-postgresql")
            .masterUsername("iadmin")
            .masterPassword(canary("ClusterMasterPassword"))
            .dbSubnetGroupName(subnetGroup.name())
            .skipFinalSnapshot(true)
            .build());
  }

  private void secrets() {
    var text = secretNamed("text");
    new SecretVersion(
        "text",
        SecretVersionArgs.builder()
            .secretId(text.id())
            .secretString(
                "{\"username\": \"app\", \"password\": \"%s\"}".formatted(canary("SecretString")))
            .build());
    var binary = secretNamed("binary");
    new SecretVersion(
        "binary",
        SecretVersionArgs.builder()
            .secretId(binary.id())
            .secretBinary(base64(canary("SecretBinary")))
            .build());
    new Parameter(
        "careless",
        ParameterArgs.builder()
            .name("careless")
            .type("SecureString")
            .value(canary("ParameterValue"))
            .build());
  }

  private static Secret secretNamed(String name) {
    return new Secret(
        name, SecretArgs.builder().name("careless-" + name).recoveryWindowInDays(0).build());
  }

  private void function() {
    var function =
        new Function(
            "careless",
            FunctionArgs.builder()
                .name("careless")
                .role(Given.FUNCTION_ROLE_ARN)
                .runtime("python3.12")
                .handler(
                    secret(
                        isRefused() ? "a".repeat(200) + canary("RefusedHandler") : "index.handler"))
                .description(secret("calls with " + canary("FunctionDescription")))
                .code(new AssetArchive(Map.of("index.py", new StringAsset("handler = print"))))
                .environment(
                    FunctionEnvironmentArgs.builder()
                        .variables(Output.ofSecret(Map.of("TOKEN", canary("FunctionEnvironment"))))
                        .build())
                .build());
    new Invocation(
        "careless",
        InvocationArgs.builder()
            .functionName(function.name())
            .input(secret("{\"password\": \"%s\"}".formatted(canary("InvocationInput"))))
            .build());
  }

  /** Whether what is given is refused for being what it is. */
  private boolean isRefused() {
    return generation.equals("Refused");
  }

  private String canary(String place) {
    return canary(place, generation);
  }

  private static Output<String> secret(String text) {
    return Output.ofSecret(text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
