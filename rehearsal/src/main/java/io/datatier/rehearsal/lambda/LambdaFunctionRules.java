package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.ec2.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The input rules of a function: enums and ranges from internal/service/lambda/function.go in the
 * provider and from the Lambda API, CreateFunction.
 */
final class LambdaFunctionRules {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/?[\\w+=,.@/-]+");
  private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]\\w+");
  private static final Pattern LOG_GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final int ENVIRONMENT_BYTES = 4096;

  /** Variables that Lambda reserves (Lambda guide, "Using Lambda environment variables"). */
  private static final Set<String> RESERVED =
      Set.of(
          """
          _HANDLER _X_AMZN_TRACE_ID AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION
          AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME
          AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME
          AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API AWS_REGION AWS_SECRET_ACCESS_KEY
          AWS_SESSION_TOKEN LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT
          """
              .strip()
              .split("\\s+", -1));

  private static final List<String> NOT_OF_IMAGES =
      List.of("code", "handler", "layers", "runtime", "s3Bucket");

  private LambdaFunctionRules() {}

  static void check(Inputs inputs) {
    inputs
        .fill("memorySize", 128)
        .fill("packageType", "Zip")
        .fill("publish", false)
        .fill("reservedConcurrentExecutions", -1)
        .fill("skipDestroy", false)
        .fill("timeout", 3)
        .matches("name", NAME, "have 1 to 64 letters, digits, _ and -")
        .matches("role", ROLE, "be the ARN of an IAM role")
        .between("memorySize", 128, 10240, "MB")
        .between("timeout", 1, 900, "seconds")
        .atLeast("reservedConcurrentExecutions", -1)
        .oneOf("packageType", "Zip", "Image")
        .length("handler", 1, 128)
        .length("description", 0, 256)
        .eachOf("architectures", "x86_64", "arm64")
        .oneOf("runtime", LambdaRuntimes.names())
        .arns("layers")
        .arn("kmsKeyArn")
        .exactlyOne("code", "imageUri", "s3Bucket")
        .needs("replacementSecurityGroupIds", "replaceSecurityGroupsOnDestroy")
        .within("ephemeralStorage", storage -> storage.between("size", 512, 10240, "MB"))
        .within("tracingConfig", tracing -> tracing.oneOf("mode", "Active", "PassThrough"))
        .within("deadLetterConfig", queue -> queue.arn("targetArn"))
        .within("loggingConfig", LambdaFunctionRules::checkLogging)
        .within("vpcConfig", LambdaFunctionRules::checkNetwork)
        .within("environment", LambdaFunctionRules::checkEnvironment)
        .atMost(5, "layers", "must list at most 5 layers")
        .atMost(1, "architectures", "must list exactly one architecture");
    if (inputs.values().has("s3Bucket")) {
      inputs.required("s3Key", "with s3Bucket");
    }
    checkPackage(inputs);
  }

  private static void checkPackage(Inputs inputs) {
    var type = inputs.values().text("packageType", "");
    var others = type.equals("Image") ? NOT_OF_IMAGES : List.of("imageUri", "imageConfig");
    if (type.equals("Zip")) {
      inputs.required("handler", "for a Zip package").required("runtime", "for a Zip package");
    }
    // CreateFunction: "Please don't provide Handler or Runtime or Layer when the intended function
    // PackageType is Image."
    others.stream()
        .filter(name -> inputs.values().has(name))
        .forEach(name -> inputs.fail(name, "cannot be set for the package type " + type));
  }

  private static void checkLogging(Inputs logging) {
    logging
        .oneOf("logFormat", "JSON", "Text")
        .oneOf("applicationLogLevel", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
        .oneOf("systemLogLevel", "DEBUG", "INFO", "WARN")
        .matches("logGroup", LOG_GROUP, "have 1 to 512 letters, digits and ._-/#");
  }

  private static void checkNetwork(Inputs network) {
    network
        .fill("ipv6AllowedForDualStack", false)
        .ids("subnetIds", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .ids("securityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718");
    boolean hasSubnets = !network.values().items("subnetIds").isEmpty();
    boolean hasGroups = !network.values().items("securityGroupIds").isEmpty();
    boolean isKnown =
        !network.values().isUnknown("subnetIds") && !network.values().isUnknown("securityGroupIds");
    if (isKnown && hasSubnets != hasGroups) {
      // CreateFunction: "SubnetIds and SecurityIds must coexist or be both empty list."
      network.fail(
          hasSubnets ? "securityGroupIds" : "subnetIds", "must not be empty if the other is set");
    }
    network.atMost(5, "securityGroupIds", "must list at most 5 groups");
  }

  private static void checkEnvironment(Inputs environment) {
    var variables = environment.values().fields("variables");
    int bytes = 0;
    for (var name : variables.names()) {
      if (RESERVED.contains(name)) {
        environment.fail("variables[" + name + "]", "is reserved by Lambda and cannot be set");
      } else if (!VARIABLE.matcher(name).matches()) {
        environment.fail(
            "variables[" + name + "]",
            "must begin with a letter and have at least two letters, digits and _");
      }
      bytes += utf8(name) + utf8(variables.text(name, ""));
    }
    if (bytes > ENVIRONMENT_BYTES) {
      environment.fail(
          "variables",
          "must have at most %d bytes in total, but has %d".formatted(ENVIRONMENT_BYTES, bytes));
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
