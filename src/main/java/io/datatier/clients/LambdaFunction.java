package io.datatier.clients;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import io.datatier.component.ServiceTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One Lambda function with the role, the log group and the environment that are its own. */
final class LambdaFunction extends Component {

  LambdaFunction(String name, LambdaFunctionArgs args, ComponentResourceOptions options) {
    super("datatier:clients:LambdaFunction", name, options);
    var functionName = args.settings().name().value();
    // Lambda makes a missing log group itself, and then keeps its events for ever.
    var logGroup =
        args.logGroups().create(child("log"), "/aws/lambda/" + functionName, childOptions());
    var role = createRole(functionName);
    var prerequisites = new ArrayList<>(args.paths());
    prerequisites.add(logGroup);
    prerequisites.add(attach(role, args.login().grantName(), args.login().grant()));
    prerequisites.add(
        attach(
            role,
            "run-in-vpc",
            FunctionPolicy.runInVpc(functionName, ResourceOutput.of(logGroup, logGroup.arn()))));
    var function = createFunction(args, role, prerequisites);
    registerOutputs(Map.of("arn", function.arn()));
  }

  private Role createRole(String functionName) {
    return new Role(
        child("role"),
        RoleArgs.builder()
            .name(functionName)
            .description("Execution role of the function " + functionName)
            .assumeRolePolicy(ServiceTrust.onlyFor("lambda.amazonaws.com"))
            .build(),
        childOptions());
  }

  private RolePolicy attach(Role role, String policyName, Output<String> policy) {
    return new RolePolicy(
        child(policyName),
        RolePolicyArgs.builder().role(role.name()).name(policyName).policy(policy).build(),
        childOptions());
  }

  private Function createFunction(
      LambdaFunctionArgs args, Role role, List<Resource> prerequisites) {
    var settings = args.settings();
    var function =
        FunctionArgs.builder()
            .name(settings.name().value())
            .runtime(settings.runtime().value())
            .handler(settings.handler())
            .memorySize(settings.memoryMib())
            .timeout(Math.toIntExact(settings.timeout().toSeconds()))
            .role(role.arn())
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(args.login().network().privateSubnetIds())
                    .securityGroupIds(Output.all(args.securityGroupId()))
                    .build())
            .environment(
                FunctionEnvironmentArgs.builder()
                    .variables(DatabaseEnvironment.of(args.login()).variables())
                    .build());
    settings.reservedConcurrency().ifPresent(function::reservedConcurrentExecutions);
    return new Function(
        child("function"),
        settings.artifact().into(function).build(),
        // Lambda makes its network interfaces as this role while it creates the function.
        childOptionsAfter(prerequisites));
  }
}
