package io.datatier.clients;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfig;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionDeadLetterConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionEphemeralStorageArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Lambda function with the role, the log group and the environment that are its own, and, with
 * provisioned concurrency, the alias {@code live} of its newest version.
 */
final class LambdaFunction extends Component {

  private final DeployedFunction deployed;

  LambdaFunction(String name, LambdaFunctionArgs args, ComponentResourceOptions options) {
    super("datatier:clients:LambdaFunction", name, options);
    var functionName = args.settings().name().value();
    // Lambda makes a missing log group itself, and then keeps its events forever.
    var logGroup =
        args.logGroups().create(child("log"), "/aws/lambda/" + functionName, childOptions());
    var role =
        ClientRole.assumedBy(
            "lambda.amazonaws.com",
            RoleArgs.builder()
                .name(functionName)
                .description("Execution role of the function " + functionName),
            policies(args, ResourceOutput.of(logGroup, logGroup.arn())),
            name,
            childOptions());
    var prerequisites = new ArrayList<>(args.paths());
    prerequisites.add(logGroup);
    prerequisites.addAll(role.policies());
    prerequisites.addAll(attachPolicies(args.settings().access().policies(), role.role()));
    var function = createFunction(args, role.role(), prerequisites);
    var settings = args.settings();
    var arn = ResourceOutput.of(function, function.arn());
    var live =
        settings.provisionedConcurrency().isPresent()
            ? Optional.of(keepReady(function, settings.provisionedConcurrency().getAsInt()))
            : Optional.<Alias>empty();
    var liveArn = live.map(alias -> ResourceOutput.of(alias, alias.arn()));
    var calls =
        new FunctionCalls(
            name,
            functionName,
            new FunctionCalls.CalledFunction(
                function.name(), liveArn.orElse(arn), live.map(Alias::name)),
            childOptions());
    settings.sources().queues().forEach(calls::by);
    settings.sources().schedules().forEach(calls::by);
    this.deployed =
        new DeployedFunction(
            function.name(),
            arn,
            role.role().name(),
            args.securityGroupId(),
            liveArn,
            settings.sources().url() ? Optional.of(calls.url()) : Optional.empty());
    registerOutputs(Map.of("arn", deployed.arn()));
  }

  DeployedFunction deployed() {
    return deployed;
  }

  private static Map<String, Output<String>> policies(
      LambdaFunctionArgs args, Output<String> logGroupArn) {
    var settings = args.settings();
    var policies = new HashMap<String, Output<String>>();
    policies.put(args.login().grantName(), args.login().grant());
    policies.put("run-in-vpc", FunctionPolicy.runInVpc(settings.name().value(), logGroupArn));
    if (settings.tracing() == Tracing.ACTIVE) {
      policies.put("trace", Output.of(FunctionPolicy.trace()));
    }
    settings
        .deadLetterTarget()
        .ifPresent(
            target -> policies.put("send-dead-letters", Output.of(FunctionPolicy.sendTo(target))));
    if (!settings.sources().queues().isEmpty()) {
      policies.put(
          "receive-messages", Output.of(FunctionPolicy.receiveFrom(settings.sources().queues())));
    }
    if (!settings.access().permissions().isEmpty()) {
      policies.put(
          "permissions", Output.of(FunctionPolicy.permit(settings.access().permissions())));
    }
    return policies;
  }

  private List<RolePolicyAttachment> attachPolicies(List<PolicyArn> policies, Role role) {
    return policies.stream()
        .map(
            policy ->
                new RolePolicyAttachment(
                    child("policy-" + policy.part()),
                    RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(policy.value())
                        .build(),
                    childOptions()))
        .toList();
  }

  private Function createFunction(
      LambdaFunctionArgs args, Role role, List<Resource> prerequisites) {
    var settings = args.settings();
    var function =
        FunctionArgs.builder()
            .name(settings.name().value())
            .runtime(settings.runtime().value())
            .handler(settings.handler().value())
            .memorySize(settings.memoryMib())
            .timeout(Math.toIntExact(settings.timeout().toSeconds()))
            // Always set, defaults included: the provider keeps the old value of an absent
            // property.
            .architectures(settings.architecture().text())
            .ephemeralStorage(
                FunctionEphemeralStorageArgs.builder().size(settings.ephemeralStorageMib()).build())
            .tracingConfig(
                FunctionTracingConfigArgs.builder().mode(settings.tracing().text()).build())
            .role(role.arn())
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(args.login().endpoint().network().privateSubnetIds())
                    .securityGroupIds(Output.all(args.securityGroupId()))
                    .build())
            .environment(FunctionEnvironmentArgs.builder().variables(variables(args)).build());
    if (!settings.layers().isEmpty()) {
      function.layers(settings.layers().stream().map(LayerArn::value).toList());
    }
    settings.reservedConcurrency().ifPresent(function::reservedConcurrentExecutions);
    settings.provisionedConcurrency().ifPresent(executions -> function.publish(true));
    settings.environmentKey().ifPresent(key -> function.kmsKeyArn(key.value()));
    settings
        .deadLetterTarget()
        .ifPresent(
            target ->
                function.deadLetterConfig(
                    FunctionDeadLetterConfigArgs.builder().targetArn(target.arn()).build()));
    return new Function(
        child("function"),
        settings.artifact().into(function).build(),
        // Lambda makes its network interfaces as this role while it creates the function.
        childOptionsAfter(prerequisites));
  }

  private static Output<Map<String, String>> variables(LambdaFunctionArgs args) {
    return DatabaseEnvironment.of(args.login())
        .variables()
        .applyValue(
            database -> {
              var variables = new HashMap<>(args.settings().environment().values());
              variables.putAll(database);
              return variables;
            });
  }

  // Lambda keeps executions ready for a version or an alias, not for what changes without one.
  private Alias keepReady(Function function, int executions) {
    var live =
        new Alias(
            child("live"),
            AliasArgs.builder()
                .name("live")
                .description("The newest version, kept ready")
                .functionName(function.name())
                .functionVersion(ResourceOutput.of(function, function.version()))
                .build(),
            childOptions());
    new ProvisionedConcurrencyConfig(
        child("provisioned"),
        ProvisionedConcurrencyConfigArgs.builder()
            .functionName(function.name())
            .qualifier(live.name())
            .provisionedConcurrentExecutions(executions)
            .build(),
        childOptions());
    return live;
  }
}
