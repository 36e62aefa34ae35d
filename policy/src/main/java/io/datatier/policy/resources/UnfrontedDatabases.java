package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;

import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The databases in sight that no proxy can front, such as those of Oracle and Db2, by their
 * addresses: an address begins with the identifier (RDS user guide, "Connecting to a DB instance").
 */
public final class UnfrontedDatabases {

  static final String INSTANCE = "aws:rds/instance:Instance";

  /** Where there are none. */
  static final UnfrontedDatabases NONE = new UnfrontedDatabases();

  private static final Derived<UnfrontedDatabases> IN_STACK = UnfrontedDatabases::from;

  private final Set<String> addresses = new HashSet<>();
  private final Set<String> identifiers = new HashSet<>();
  private final Set<String> sources = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  /** Whether one of them has a name that RDS or the provider makes up and nobody has said yet. */
  private boolean nameless;

  private UnfrontedDatabases() {}

  /** Those that the run has shown before a resource. */
  static UnfrontedDatabases before(ResourceView resource) {
    var seen = new UnfrontedDatabases();
    var instances = resource.earlier(INSTANCE);
    instances.stream().filter(UnfrontedDatabases::isUnfronted).forEach(seen::add);
    instances.stream().filter(seen::isReplica).forEach(seen::add);
    return seen;
  }

  /** Those of a stack. */
  static UnfrontedDatabases in(StackView stack) {
    return stack.once(IN_STACK);
  }

  private static UnfrontedDatabases from(StackView stack) {
    var seen = new UnfrontedDatabases();
    var instances = stack.resources(INSTANCE);
    for (var instance : instances) {
      var inputs = stack.inputsOf(instance);
      if (isUnfronted(instance) || isUnfronted(inputs)) {
        seen.add(instance, inputs);
      }
    }
    for (var instance : instances) {
      var inputs = stack.inputsOf(instance);
      if (seen.isReplica(inputs)) {
        seen.add(instance, inputs);
      }
    }
    return seen;
  }

  /** A replica has the engine of its source, by its identifier or, in another region, its ARN. */
  private boolean isReplica(ResourceView instance) {
    return instance
        .text("replicateSourceDb")
        .known()
        .map(source -> source.toLowerCase(Locale.ROOT).replaceFirst("^.*:db:", ""))
        .filter(sources::contains)
        .isPresent();
  }

  /** Whether its engine is known and no proxy speaks it. */
  static boolean isUnfronted(ResourceView database) {
    return database.text("engine").known().filter(DatabaseEngine::isUnfronted).isPresent();
  }

  /** Once its address is known nothing else is its address. */
  private void add(ResourceView... views) {
    addAll(sources, views, "identifier", "id");
    nameless |=
        !addAll(addresses, views, "address", "endpoint")
            && !addAll(identifiers, views, "identifier")
            && !addAll(prefixes, views, "identifierPrefix");
  }

  private static boolean addAll(Set<String> names, ResourceView[] views, String... paths) {
    var known =
        Stream.of(views)
            .flatMap(view -> Stream.of(paths).flatMap(path -> view.text(path).known().stream()))
            .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))
            .filter(text -> !text.isEmpty())
            .toList();
    return names.addAll(known) || !known.isEmpty();
  }

  /** A verdict on an address of an instance, unless it is that of one of these, or may be. */
  Verdict judge(RdsHost host, String path, Verdict direct) {
    if (host.kind() != RdsHost.Kind.INSTANCE) {
      return direct;
    }
    var name = host.name().substring(0, host.name().indexOf('.'));
    if (addresses.contains(host.name()) || isNamed(name)) {
      return compliant();
    }
    return nameless ? Verdict.undecided(path) : direct;
  }

  private boolean isNamed(String name) {
    return identifiers.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }
}
