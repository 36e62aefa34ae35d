package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When the provider publishes a new version of a function: {@code
 * updateComputedAttributesOnPublish} and {@code resourceFunctionUpdate} in
 * internal/service/lambda/function.go of the provider.
 */
final class FunctionVersions {

  /** Of {@code needsFunctionCodeUpdate}; the code itself is compared apart. */
  private static final List<String> CODE =
      List.of("architectures", "imageUri", "s3Bucket", "s3Key", "s3ObjectVersion");

  /** Of {@code needsFunctionConfigUpdate}; the network is compared apart. */
  private static final List<String> CONFIGURATION =
      List.of(
          "deadLetterConfig",
          "description",
          "environment",
          "ephemeralStorage",
          "fileSystemConfig",
          "handler",
          "imageConfig",
          "kmsKeyArn",
          "layers",
          "loggingConfig",
          "memorySize",
          "role",
          "runtime",
          "snapStart",
          "timeout",
          "tracingConfig");

  private static final List<String> NETWORK = List.of("securityGroupIds", "subnetIds");

  private FunctionVersions() {}

  /**
   * Whether an update publishes a new version: the function is published, and its code, its
   * configuration or {@code publish} itself changes. Concurrency and tags publish nothing.
   */
  static boolean isPublished(Fields state, Fields planned) {
    return planned.flag("publish")
        && (!state.flag("publish")
            || !identity(state.get("code")).equals(identity(planned.get("code")))
            || differs(CODE, state, planned)
            || differs(CONFIGURATION, state, planned)
            || !network(state).equals(network(planned)));
  }

  private static boolean differs(List<String> names, Fields one, Fields other) {
    return !one.only(names).equals(other.only(names));
  }

  /** The same archive at another place is the same code. */
  private static Optional<Object> identity(Optional<Value> code) {
    return code.map(value -> value instanceof Value.Opaque opaque ? opaque.identity() : value);
  }

  private static List<Set<Value>> network(Fields function) {
    var config = function.fields("vpcConfig");
    return NETWORK.stream().map(name -> Set.copyOf(config.items(name))).toList();
  }

  /** What AWS reports of a version. */
  static Fields outputs(Account account, String arn, String version) {
    var qualified = arn + ":" + version;
    return Fields.of(
        Map.of(
            "version", Value.of(version),
            "qualifiedArn", Value.of(qualified),
            "qualifiedInvokeArn", Value.of(LambdaFunction.invokeArn(account, qualified))));
  }
}
