package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;

import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.Reading;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The databases in sight that no proxy can front, such as those of Oracle and Db2, by their
 * addresses: an address begins with the identifier (RDS user guide, "Connecting to a DB instance").
 * An address that may be that of another database in sight is not taken for one of theirs: accounts
 * and regions may share identifiers.
 */
public final class UnfrontedDatabases implements DirectAddresses.Databases {

  static final String INSTANCE = "aws:rds/instance:Instance";

  private static final String CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

  /** Where there are none. */
  static final UnfrontedDatabases NONE = new UnfrontedDatabases();

  private static final Derived<UnfrontedDatabases> IN_STACK = UnfrontedDatabases::from;

  /** What the provider appends to a prefix: the date, the time and a count in hexadecimal. */
  private static final String MADE_UP = "\\d{8}[0-9a-f]*";

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  private final Addresses unfronted = new Addresses();
  private final Addresses others = new Addresses();

  private UnfrontedDatabases() {}

  /** Those that the run has shown before a resource. */
  static UnfrontedDatabases before(ResourceView resource) {
    return of(
        Stream.of(INSTANCE, CLUSTER_INSTANCE)
            .flatMap(type -> resource.earlier(type).stream())
            .map(List::of)
            .toList());
  }

  /** Those of a stack. */
  static UnfrontedDatabases in(StackView stack) {
    return stack.once(IN_STACK);
  }

  private static UnfrontedDatabases from(StackView stack) {
    return of(
        stack.resources(List.of(INSTANCE, CLUSTER_INSTANCE)).stream()
            .map(instance -> List.of(instance, stack.inputsOf(instance)))
            .toList());
  }

  /**
   * Sorts instances by their engines; a replica has that of its source.
   *
   * @param instances each as it was seen, once or twice
   */
  private static UnfrontedDatabases of(List<List<ResourceView>> instances) {
    var seen = new UnfrontedDatabases();
    for (var instance : instances) {
      if (hasEngine(instance)) {
        (instance.stream().allMatch(UnfrontedDatabases::mayBeUnfronted)
                ? seen.unfronted
                : seen.others)
            .add(instance);
      }
    }
    for (var instance : instances) {
      if (!hasEngine(instance)) {
        (seen.isReplica(instance) ? seen.unfronted : seen.others).add(instance);
      }
    }
    return seen;
  }

  private static boolean hasEngine(List<ResourceView> views) {
    return views.stream().anyMatch(view -> engineOf(view).known().isPresent());
  }

  /** Not all that have an address have an engine: an endpoint of a cluster has its cluster's. */
  private static Reading<String> engineOf(ResourceView view) {
    return view.at("").text("engine");
  }

  private static boolean mayBeUnfronted(ResourceView view) {
    return engineOf(view).known().isEmpty() || isUnfronted(view);
  }

  /** A replica names its source by the identifier or, in another region, the ARN. */
  private boolean isReplica(List<ResourceView> views) {
    return views.stream()
        .filter(view -> view.type().equals(INSTANCE))
        .flatMap(view -> view.text("replicateSourceDb").known().stream())
        .map(source -> source.toLowerCase(Locale.ROOT).replaceFirst("^.*:db:", ""))
        .anyMatch(it -> unfronted.sources.contains(it) && !others.sources.contains(it));
  }

  /** Whether its engine is known and no proxy speaks it. */
  static boolean isUnfronted(ResourceView database) {
    return engineOf(database).known().filter(DatabaseEngine::isUnfronted).isPresent();
  }

  @Override
  public Verdict judge(RdsHost host, boolean ofUnfronted, String path, Verdict direct) {
    if (!mayBeUnfronted(host) || others.include(host)) {
      return direct;
    } else if (ofUnfronted || unfronted.include(host)) {
      return compliant();
    }
    return unfronted.nameless && host.kind() == RdsHost.Kind.INSTANCE
        ? Verdict.undecided(path)
        : direct;
  }

  /** No engine that proxies do not support has clusters. */
  private static boolean mayBeUnfronted(RdsHost host) {
    return switch (host.kind()) {
      case INSTANCE, TAIL, UNRECOGNIZED -> true;
      default -> false;
    };
  }

  /**
   * Reports what these do not let pass and others did, who had seen fewer databases.
   *
   * @param before by whom an address was judged then
   */
  DirectAddresses.Databases insteadOf(UnfrontedDatabases before) {
    return (host, ofUnfronted, path, direct) ->
        others.include(host)
                && (ofUnfronted || before.unfronted.include(host) || before.unfronted.nameless)
            ? direct
            : compliant();
  }

  /** By which instances are known. */
  private static final class Addresses {
    private final Set<String> whole = new HashSet<>();
    private final Set<String> identifiers = new HashSet<>();
    private final Set<String> sources = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();

    /** Whether one has a name that RDS or the provider makes up and that is not known yet. */
    private boolean nameless;

    /** Once its address is known nothing else is its address. */
    void add(List<ResourceView> views) {
      addAll(sources, views, "identifier", "id");
      var ofInstance = views.stream().filter(view -> view.type().equals(INSTANCE)).toList();
      nameless |=
          !addAll(whole, ofInstance, "address")
              && !addAll(whole, views, "endpoint")
              && !addAll(identifiers, views, "identifier")
              && !addAll(prefixes, views, "identifierPrefix");
    }

    private static boolean addAll(Set<String> names, List<ResourceView> views, String... paths) {
      var known =
          views.stream()
              .flatMap(view -> Stream.of(paths).flatMap(path -> view.text(path).known().stream()))
              .map(text -> PORT.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst(""))
              .filter(text -> !text.isEmpty())
              .toList();
      return names.addAll(known) || !known.isEmpty();
    }

    boolean include(RdsHost host) {
      if (host.kind() != RdsHost.Kind.INSTANCE) {
        return false;
      }
      var name = host.name().substring(0, host.name().indexOf('.'));
      return whole.contains(host.name())
          || identifiers.contains(name)
          || prefixes.stream()
              .anyMatch(
                  prefix ->
                      name.startsWith(prefix) && name.substring(prefix.length()).matches(MADE_UP));
    }
  }
}
