package io.datatier.policy.resources;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.joins.Referred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The security groups that machines wear by network interfaces next to them: those of an interface
 * that is attached to one, and those that are given to an interface.
 */
public final class NetworkInterfaces {

  private static final String INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
  private static final String ATTACHMENT =
      "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment";
  private static final String GIVEN =
      "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";
  private static final String INSTANCE = "aws:ec2/instance:Instance";

  private static final Map<String, List<String>> OWNERS =
      Map.of(
          INSTANCE,
          List.of("networkInterfaces", "primaryNetworkInterface"),
          "aws:ec2/launchTemplate:LaunchTemplate",
          List.of("networkInterfaces"));

  /**
   * Groups that a machine wears.
   *
   * @param resource which says so
   * @param path where it names the groups
   */
  public record Worn(ResourceView machine, ResourceView resource, String path) {}

  private final StackView stack;
  private final References references;

  /** By the URN or id of an interface, the URNs of its machines. */
  private final Map<String, Set<String>> machines = new HashMap<>();

  private NetworkInterfaces(StackView stack) {
    this.stack = stack;
    this.references = References.to(stack, INTERFACE, INSTANCE);
    OWNERS.forEach(
        (type, paths) ->
            stack
                .resources(type)
                .forEach(owner -> paths.forEach(path -> own(references.from(owner, path), owner))));
    for (var instance : stack.resources(INSTANCE)) {
      own(instance.urn(), instance.urn());
      instance.text("primaryNetworkInterfaceId").known().ifPresent(id -> own(id, instance.urn()));
    }
    for (var attachment : stack.resources(ATTACHMENT)) {
      attach(references.from(attachment, "networkInterfaceId").all(), attachment, "instanceId");
    }
    for (var it : stack.resources(INTERFACE)) {
      attach(Set.of(it.urn()), it, "attachments");
    }
  }

  private void own(Referred interfaces, ResourceView owner) {
    interfaces.all().forEach(it -> own(it, owner.urn()));
  }

  private void own(String networkInterface, String machine) {
    machines.computeIfAbsent(networkInterface, first -> new TreeSet<>()).add(machine);
  }

  private void attach(Set<String> interfaces, ResourceView resource, String path) {
    var to = references.from(resource, path).all();
    interfaces.forEach(it -> to.forEach(machine -> own(it, machine)));
  }

  /** All that machines of the stack wear so. */
  public static List<Worn> in(StackView stack) {
    var interfaces = new NetworkInterfaces(stack);
    var worn = new ArrayList<Worn>();
    for (var it : stack.resources(INTERFACE)) {
      interfaces.addWorn(Set.of(it.urn()), it, "securityGroups", worn);
    }
    for (var given : stack.resources(GIVEN)) {
      var to = interfaces.references.from(given, "networkInterfaceId").all();
      interfaces.addWorn(to, given, "securityGroupId", worn);
    }
    return worn;
  }

  private void addWorn(
      Set<String> interfaces, ResourceView resource, String path, List<Worn> worn) {
    interfaces.stream()
        .flatMap(it -> machines.getOrDefault(it, Set.of()).stream())
        .flatMap(machine -> stack.resource(machine).stream())
        .filter(machine -> !machine.type().equals(INTERFACE))
        .forEach(machine -> worn.add(new Worn(machine, resource, path)));
  }
}
