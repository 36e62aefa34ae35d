package io.datatier.policy.resources;

import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions that only the deployment itself calls, or only Secrets Manager to rotate a secret.
 * Such a function runs once in a while and never under load, so it is not a client.
 */
public final class DeploymentCalls {

  private static final String ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
  private static final String PERMISSION = "aws:lambda/permission:Permission";

  private static final Optional<String> SECRETS_MANAGER =
      Optional.of("secretsmanager.amazonaws.com");

  private record Caller(String type, String path) {}

  /** Whatever else calls a function, or lets someone call it. */
  private static final List<Caller> OTHERS =
      List.of(
          new Caller("aws:lambda/eventSourceMapping:EventSourceMapping", "functionName"),
          new Caller("aws:lambda/functionUrl:FunctionUrl", "functionName"),
          new Caller("aws:lambda/alias:Alias", "functionName"),
          new Caller(
              "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
              "functionName"),
          new Caller(Clients.EVENT_TARGET, "arn"),
          new Caller(Clients.SCHEDULE, "target.arn"),
          new Caller(Clients.PIPE, "target"),
          new Caller(Clients.PIPE, "enrichment"),
          new Caller("aws:sns/topicSubscription:TopicSubscription", "endpoint"),
          new Caller("aws:lb/targetGroupAttachment:TargetGroupAttachment", "targetId"),
          new Caller("aws:apigatewayv2/integration:Integration", "integrationUri"),
          new Caller("aws:apigateway/integration:Integration", "uri"));

  /** Who gets the name of a function and does not call it. */
  private static final Set<String> WATCHERS =
      Set.of(
          Clients.INVOCATION,
          ROTATION,
          PERMISSION,
          "aws:cloudwatch/compositeAlarm:CompositeAlarm",
          "aws:cloudwatch/dashboard:Dashboard",
          "aws:cloudwatch/logGroup:LogGroup",
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
          "aws:lambda/functionRecursionConfig:FunctionRecursionConfig",
          "aws:lambda/runtimeManagementConfig:RuntimeManagementConfig");

  private static final Set<String> POLICIES =
      Set.of(
          IamPolicies.ROLE,
          IamPolicies.ROLE_POLICY,
          IamPolicies.POLICY,
          IamPolicies.USER_POLICY,
          IamPolicies.GROUP_POLICY,
          IamPolicies.PERMISSION_SET);

  /** The name of a function in its ARN, whatever stands around that. */
  private static final Pattern MENTION = Pattern.compile(":function:([a-zA-Z0-9_-]+)");

  private static final Derived<DeploymentCalls> IN_STACK = DeploymentCalls::new;

  private final Set<String> called = new HashSet<>();
  private final Set<String> rotating = new HashSet<>();
  private final Set<String> byOthers = new HashSet<>();
  private final Set<String> mentioned = new HashSet<>();
  private final List<PolicyStatement> granted = new ArrayList<>();
  private final String definitions;

  private DeploymentCalls(StackView stack) {
    var functions = References.to(stack, Clients.FUNCTION);
    for (var call : stack.resources(Clients.INVOCATION)) {
      called.addAll(functions.from(call, "functionName").all());
    }
    for (var rotation : stack.resources(ROTATION)) {
      rotating.addAll(functions.from(rotation, "rotationLambdaArn").all());
    }
    for (var permission : stack.resources(PERMISSION)) {
      if (!stack.inputsOf(permission).text("principal").known().equals(SECRETS_MANAGER)) {
        byOthers.addAll(functions.from(permission, "function").all());
      }
    }
    for (var other : OTHERS) {
      for (var caller : stack.resources(other.type())) {
        byOthers.addAll(functions.from(caller, other.path()).all());
      }
    }
    var texts = new StringBuilder();
    for (var machine : stack.resources(Clients.STATE_MACHINE)) {
      stack
          .inputsOf(machine)
          .at("definition")
          .legible()
          .ifPresent(it -> texts.append(it).append('\n'));
      stack.sourcesOf(machine, "definition").forEach(source -> byOthers.add(source.urn()));
    }
    definitions = texts.toString().toLowerCase(Locale.ROOT);
    if (!called.isEmpty() || !rotating.isEmpty()) {
      stack.resources().stream()
          .filter(resource -> !stack.isComponent(resource))
          .forEach(resource -> addMentions(stack, resource));
    }
  }

  /** Whoever has the ARN of a function can call it, except where a policy says what it is for. */
  private void addMentions(StackView stack, ResourceView resource) {
    var inputs = stack.inputsOf(resource);
    if (POLICIES.contains(resource.type())) {
      IamPolicies.statements(inputs).forEach(granted::add);
    } else if (!WATCHERS.contains(resource.type())) {
      var own = resource.type().equals(Clients.FUNCTION) ? nameOf(resource) : "";
      for (var view : List.of(resource, inputs)) {
        ConfigurationTexts.readable(view.at("")).stream()
            .flatMap(leaf -> leaf.legible().stream())
            .flatMap(text -> MENTION.matcher(text).results())
            .map(hit -> hit.group(1).toLowerCase(Locale.ROOT))
            .filter(name -> !name.equals(own))
            .forEach(mentioned::add);
      }
      inputs.at("").leaves().stream()
          .filter(ValueView::isUnknown)
          .map(leaf -> PropertyPath.parse(leaf.path()).steps().get(0).toString())
          .distinct()
          .flatMap(property -> stack.sourcesOf(resource, property).stream())
          .map(ResourceView::urn)
          .forEach(byOthers::add);
    }
  }

  private static String nameOf(ResourceView function) {
    return function.text("name").known().orElse("").toLowerCase(Locale.ROOT);
  }

  /** The calls of a stack. */
  public static DeploymentCalls in(StackView stack) {
    return stack.once(IN_STACK);
  }

  /** Whether the deployment calls a function and nothing else does. */
  public boolean alone(ResourceView function) {
    return called.contains(function.urn()) && !isCalledByOthers(function);
  }

  /** Whether Secrets Manager calls a function to rotate a secret and nothing else does. */
  public boolean rotates(ResourceView function) {
    return rotating.contains(function.urn()) && !isCalledByOthers(function);
  }

  private boolean isCalledByOthers(ResourceView function) {
    var name = nameOf(function);
    return byOthers.contains(function.urn())
        || (!name.isEmpty() && (definitions.contains(name) || mentioned.contains(name)))
        || granted.stream()
            .anyMatch(
                it ->
                    it.allowsInvoking(
                        function
                            .text("arn")
                            .known()
                            .or(() -> function.text("name").known())
                            .orElse("")));
  }
}
