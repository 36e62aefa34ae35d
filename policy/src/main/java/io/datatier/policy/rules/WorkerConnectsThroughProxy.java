package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;

import io.datatier.policy.resources.AddressCarriers;
import io.datatier.policy.resources.AddressSources;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;

/**
 * No worker on EC2 or ECS has the address of a database, neither in its user data (plain, base64 or
 * compressed) nor in a container's environment or command.
 */
public final class WorkerConnectsThroughProxy {

  private static final String INSTANCE = "aws:ec2/instance:Instance";
  private static final String LAUNCH_CONFIGURATION =
      "aws:ec2/launchConfiguration:LaunchConfiguration";
  private static final String LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
  private static final String SPOT_REQUEST = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
  private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";

  public static final Rule RULE =
      Rule.named("worker-connects-through-proxy")
          .title("Workers on EC2 and ECS reach the database through RDS Proxy")
          .because("every new worker would hold its own database connections")
          .fix("give the worker the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .on(INSTANCE, WorkerConnectsThroughProxy::judge)
          .on(LAUNCH_CONFIGURATION, WorkerConnectsThroughProxy::judge)
          .on(LAUNCH_TEMPLATE, WorkerConnectsThroughProxy::judge)
          .on(SPOT_REQUEST, WorkerConnectsThroughProxy::judge)
          .on(TASK, WorkerConnectsThroughProxy::judge)
          .onStack(WorkerConnectsThroughProxy::judgeStack);

  private WorkerConnectsThroughProxy() {}

  /** The properties that may contain a database's address. */
  private static List<String> configurationOf(ResourceView worker) {
    return switch (worker.type()) {
      case LAUNCH_TEMPLATE -> List.of("userData");
      case TASK -> List.of("containerDefinitions");
      default -> List.of("userData", "userDataBase64");
    };
  }

  private static Verdict judge(ResourceView worker) {
    return Verdict.each(
        configurationOf(worker), property -> DirectAddresses.in(worker.at(property)));
  }

  private static Verdict judgeStack(StackView stack) {
    var carriers = AddressCarriers.in(stack);
    return Verdict.each(
        RULE.types(), type -> stack.each(type, worker -> judge(stack, carriers, worker)));
  }

  private static Verdict judge(StackView stack, AddressCarriers carriers, ResourceView worker) {
    return Verdict.each(
        configurationOf(worker),
        property ->
            Verdict.all(
                AddressSources.judge(stack, worker, property), carriers.judge(worker, property)));
  }
}
