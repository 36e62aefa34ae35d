package io.datatier.proxy;

import com.pulumi.aws.ec2.inputs.GetSecurityGroupsFilter;
import com.pulumi.exceptions.RunException;
import io.datatier.config.Fault;
import io.datatier.network.SecurityGroups;
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

  /** The tag of a proxy's security group that has the names of its stack's proxies. */
  static final String TIER = "datatier:proxies";

  public ProxyChange {
    databaseGroups = List.copyOf(databaseGroups);
  }

  /**
   * Every proxy that would be deleted although it is not declared unused.
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
    return withAdopted(name, adopted, running())
        .filter(it -> !expected.contains(it))
        .map(this::fault)
        .toList();
  }

  private Fault fault(String proxy) {
    return new Fault(
        "datatier:proxy",
        "would delete "
            + proxy
            + ", which clients may still use. Keep it (proxy.suffix, proxy.successor), or list it"
            + " in proxy.retired once its ClientConnections metric is 0; docs/operations.md,"
            + " \"Replace the proxy\""
            // Its name alone is known, and the provider has no answer for a proxy that is gone.
            + (adopted.filter(proxy::equals).isPresent()
                ? "; if it is already gone, remove adopted.proxy"
                : ""));
  }

  /**
   * Every proxy of a stack that would have none of its own any more. If the stack's state has it,
   * Pulumi would delete it. Where the file does not tell any more that a proxy was taken over, its
   * security group still does, by its tag.
   *
   * @param name of the proxies, before the suffix
   * @param adopted the name of the proxy that was taken over
   * @param keptElsewhere the names of proxies that the stack does not have
   * @throws RunException if AWS does not answer
   */
  public static List<Fault> abandoned(
      String name, Optional<String> adopted, List<String> keptElsewhere) {
    var own =
        SecurityGroups.matching(ofName(name))
            .filter(group -> tier(group).orElse(group.name()).equals(name))
            .map(SecurityGroups.Found::name);
    var named = withAdopted(name, adopted, own).map(proxy -> omitted(proxy, proxy, keptElsewhere));
    var takenOver =
        adopted.isPresent()
            ? Stream.<Optional<Fault>>empty()
            : SecurityGroups.tagged(TIER, name)
                .map(SecurityGroups.Found::name)
                .filter(group -> !group.equals(name) && !group.startsWith(name + "-"))
                .sorted()
                .map(
                    group ->
                        omitted("the proxy whose security group is " + group, name, keptElsewhere));
    return Stream.concat(named, takenOver).flatMap(Optional::stream).toList();
  }

  private static Optional<Fault> omitted(String what, String name, List<String> keptElsewhere) {
    return keptElsewhere.contains(name)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "datatier:proxy.existing",
                "replaces "
                    + what
                    + " and the rest of its tier, so Pulumi would delete them if they are in this"
                    + " stack's state. Use a separate stack for clients of another proxy. If that"
                    + " proxy is not in the state, add "
                    + name
                    + " to datatier:keptElsewhere; docs/operations.md, \"What RDS cannot change\""));
  }

  // The group of an adopted proxy may have our name anyway.
  private static Stream<String> withAdopted(
      String name, Optional<String> adopted, Stream<String> own) {
    return Stream.concat(adopted.stream(), own.map(it -> it.equals(name) ? adopted.orElse(it) : it))
        .distinct()
        .sorted();
  }

  // A stack prod-eu has proxies whose names a successor of the stack prod could have.
  private Stream<String> running() {
    return databaseGroups.isEmpty()
        ? Stream.empty()
        : SecurityGroups.matching(
                ofName(name),
                SecurityGroups.filter("egress.ip-permission.group-id", databaseGroups))
            .filter(group -> tier(group).orElse(name).equals(name))
            .map(SecurityGroups.Found::name);
  }

  private static GetSecurityGroupsFilter ofName(String name) {
    return SecurityGroups.filter("group-name", List.of(name, name + "-*"));
  }

  private static Optional<String> tier(SecurityGroups.Found group) {
    return group.tag(TIER);
  }
}
