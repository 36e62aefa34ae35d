package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The network interfaces that connect functions to a VPC. Functions with the same groups share one
 * per subnet. Lambda deletes it long after the last function, so its groups and subnet stay in use
 * until then (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon
 * VPC"; provider, ec2/vpc_network_interface.go).
 */
final class LambdaInterfaces {

  static final String TYPE = "aws:ec2/networkInterface:NetworkInterface";

  /**
   * Lambda developer guide: up to 20 minutes; measured: 1105 s (pulumi/pulumi-aws#2642). One in a
   * hundred takes 35 minutes (ec2/vpc_network_interface.go of the provider).
   */
  private static final Duration GOING = Duration.ofMinutes(20);

  private LambdaInterfaces() {}

  /**
   * The account after a function leaves a network.
   *
   * @param account the account after the function was deleted or updated
   * @param network the function's old {@code vpcConfig}
   */
  static Account leftBehind(Account account, Fields network) {
    var changed = account;
    var groups = new TreeSet<>(network.texts("securityGroupIds"));
    for (var subnet : network.texts("subnetIds")) {
      boolean isShared =
          account
              .all(LambdaFunction.TYPE)
              .map(function -> function.properties().fields("vpcConfig"))
              .anyMatch(other -> uses(other, subnet, groups));
      if (!isShared) {
        changed = changed.with(leaving(account, subnet, groups));
      }
    }
    return changed;
  }

  private static boolean uses(Fields network, String subnet, Set<String> groups) {
    return network.texts("subnetIds").contains(subnet)
        && new TreeSet<>(network.texts("securityGroupIds")).equals(groups);
  }

  private static Entity leaving(Account account, String subnet, Set<String> groups) {
    var id = Ids.ec2(account, "eni", subnet + groups);
    var properties =
        Fields.of(
            Map.of(
                "description", Value.of("AWS Lambda VPC ENI"),
                "interfaceType", Value.of("lambda"),
                "securityGroups", Value.of(List.copyOf(groups)),
                "subnetId", Value.of(subnet)));
    var until = account.now().plus(GOING);
    return new Entity(TYPE, id, account.region(), new Origin.Made(), properties)
        .entering(new Transition(Transition.DELETING, account.now(), until));
  }
}
