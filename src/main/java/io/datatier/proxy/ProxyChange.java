package io.datatier.proxy;

import com.pulumi.aws.ec2.inputs.GetSecurityGroupPlainArgs;
import com.pulumi.aws.ec2.inputs.GetSecurityGroupsFilter;
import com.pulumi.aws.ec2.inputs.GetSecurityGroupsPlainArgs;
import com.pulumi.exceptions.RunException;
import io.datatier.component.Lookup;
import io.datatier.config.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stack asks of the proxies that it has already. The provider looks up no proxy whose name
 * is not known in full; so their security groups are looked for, which bear their names and may
 * connect to the database.
 *
 * @param name of the proxies, before the suffix
 * @param adopted the name of the proxy that was taken over, which has no suffix and may be another
 * @param databaseGroups the security groups of the database that runs; none before the first run
 */
public record ProxyChange(
    String name, Optional<String> adopted, List<String> databaseGroups, ProxySettings wanted) {

  public ProxyChange {
    databaseGroups = List.copyOf(databaseGroups);
  }

  /**
   * Every proxy that would be deleted although nobody has said that its clients have left.
   *
   * @throws RunException if AWS does not answer
   */
  public List<Fault> faults() {
    var expected = new HashSet<>(wanted.each().stream().map(it -> it.suffixed(name)).toList());
    // The adopted proxy stands where the stack would make the one without a suffix. Retired, that
    // name says nothing of it.
    if (expected.contains(name)) {
      adopted.ifPresent(expected::add);
    }
    wanted.retired().forEach(it -> expected.add(it.value()));
    return Stream.concat(
            adopted.stream(), running().map(it -> it.equals(name) ? adopted.orElse(it) : it))
        .distinct()
        .filter(it -> !expected.contains(it))
        .sorted()
        .map(this::fault)
        .toList();
  }

  private Fault fault(String proxy) {
    return new Fault(
        "datatier:proxy",
        "would delete "
            + proxy
            + ", which clients may use: keep it with suffix and successor, or add its name to"
            + " retired when its ClientConnections is 0; docs/operations.md, \"Replace the"
            + " proxy\""
            // Its name alone is known, and the provider has no answer for a proxy that is gone.
            + (adopted.filter(proxy::equals).isPresent()
                ? "; if it is gone already, take adopted.proxy out of the file"
                : ""));
  }

  private Stream<String> running() {
    if (databaseGroups.isEmpty()) {
      return Stream.empty();
    }
    var filters =
        GetSecurityGroupsPlainArgs.builder()
            .filters(
                filter("group-name", List.of(name, name + "-*")),
                filter("egress.ip-permission.group-id", databaseGroups))
            .build();
    return Lookup.find("aws:ec2/getSecurityGroups:getSecurityGroups", filters)
        .map(it -> it.texts("ids"))
        .orElse(List.of())
        .stream()
        .map(it -> GetSecurityGroupPlainArgs.builder().id(it).build())
        .map(it -> Lookup.of("aws:ec2/getSecurityGroup:getSecurityGroup", it))
        .flatMap(it -> it.text("name").stream());
  }

  private static GetSecurityGroupsFilter filter(String name, List<String> values) {
    return GetSecurityGroupsFilter.builder().name(name).values(values).build();
  }
}
