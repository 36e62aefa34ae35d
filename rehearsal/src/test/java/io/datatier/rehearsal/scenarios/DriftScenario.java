package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.drift.Drift;
import io.datatier.rehearsal.drift.Refused;
import io.datatier.rehearsal.engine.EventLog;
import io.datatier.rehearsal.engine.EventLog.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything of a stack that somebody can change at AWS, changed: a refresh shows exactly that, and
 * the next {@code up} makes the account what it was. As much as goes together drifts at once; the
 * long form changes only one thing of a resource at a time.
 */
@Tag("guarantee")
final class DriftScenario {

  /** What can only be changed together with something else, or to nothing that AWS would take. */
  private static final Set<String> AWS_REFUSES =
      Set.of(
          "add architectures of aws:lambda/function:Function",
          // Storage never shrinks, so that the way back is a new instance.
          "change allocatedStorage of aws:rds/instance:Instance",
          "change auths[].authScheme of aws:rds/proxy:Proxy",
          // The role reaches no other secret.
          "change auths[].secretArn of aws:rds/proxy:Proxy",
          // For FIFO topics only.
          "change contentBasedDeduplication of aws:sns/topic:Topic",
          "change metricQueries[].id of aws:cloudwatch/metricAlarm:MetricAlarm",
          "change metricQueries[].returnData of aws:cloudwatch/metricAlarm:MetricAlarm",
          // Needs a role.
          "change monitoringInterval of aws:rds/instance:Instance",
          // It is the id: a proxy of another name is another proxy.
          "change name of aws:rds/proxy:Proxy",
          // The database is in one of the two.
          "change subnetIds[] of aws:rds/subnetGroup:SubnetGroup",
          // Tokens are taken over TLS only.
          "change requireTls of aws:rds/proxy:Proxy",
          // The role may not trace.
          "change tracingConfig.mode of aws:lambda/function:Function",
          "remove metricQueries[] of aws:cloudwatch/metricAlarm:MetricAlarm",
          // One group is the least.
          "remove vpcConfig.securityGroupIds[] of aws:lambda/function:Function",
          // Two zones are the least.
          "remove subnetIds[] of aws:rds/subnetGroup:SubnetGroup");

  /**
   * What changes nothing on its own, so that the provider compares it with nothing; and a minor
   * version of the major one that the program asks for.
   */
  private static final Set<String> PROVIDER_OVERLOOKS =
      Set.of(
          "change auths[].clientPasswordAuthType of aws:rds/proxy:Proxy",
          "change engineVersion of aws:rds/instance:Instance",
          "change parameters[].applyMethod of aws:rds/parameterGroup:ParameterGroup");

  /**
   * The old name comes back in the maintenance window only. Until then the target of the proxy,
   * which takes the name from the database, would be replaced.
   */
  private static final String NAME_OF_DATABASE = "change identifier of aws:rds/instance:Instance";

  static List<String> stacks() {
    return Extent.of(List.of("dev"), List.of("dev", "prod"));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void what_somebody_changed_is_shown_and_put_right(String stack) throws Exception {
    var stage = upAmongBystanders("drifted-" + stack, stack);
    var aims = new ArrayList<DriftAim>();
    var resources = resources(stage);
    resources.forEach(resource -> DriftAim.at(resource).forEach(aims::add));
    // Who needs others comes behind them in the state, and is to change while they are whole.
    Collections.reverse(aims);
    var told = aims.stream().filter(aim -> !aim.isCreateOnly() && !aim.isUnread()).toList();
    var start = stage.account();
    var possible = told.stream().filter(aim -> aim.in(start).isPresent()).toList();
    assertRefused(told, possible);
    var overlooked = possible.stream().filter(aim -> aim.isOverlooked(start)).toList();
    assertEquals(
        PROVIDER_OVERLOOKS, overlooked.stream().map(DriftAim::subject).collect(Collectors.toSet()));

    var pending = new LinkedHashSet<>(possible);
    overlooked.forEach(pending::remove);
    pending.removeIf(aim -> aim.subject().equals(NAME_OF_DATABASE));
    var rounds = 0;
    while (!pending.isEmpty()) {
      var before = atRest(stage);
      var after = round(before, pending);
      stage.drift(account -> after);
      assertEquals(List.of(), differences(expected(resources, before, after), stage));
      assertPutRight(stage, resources, before);
      rounds++;
    }
    System.out.printf(
        "drift of %s: %d changes of %d properties of %d resources of %d types in %d rounds, all"
            + " shown, all put right; %d properties cannot drift: create-only, %d are told by"
            + " nobody, %d have no other lawful value, %d are overlooked by the provider%n",
        stack,
        possible.size() - overlooked.size(),
        distinct(
            possible.stream().map(aim -> aim.resource().name() + " " + aim.path().root()).toList()),
        distinct(possible.stream().map(DriftAim::resource).toList()),
        distinct(possible.stream().map(aim -> aim.resource().schema().type()).toList()),
        rounds,
        aims.stream().filter(DriftAim::isCreateOnly).count(),
        aims.stream().filter(aim -> !aim.isCreateOnly() && aim.isUnread()).count(),
        told.size() - possible.size(),
        overlooked.size());
  }

  private static Stage upAmongBystanders(String scenario, String stack) throws Exception {
    var stage = Stage.live(scenario, stack);
    stage.drift(Bystanders::in);
    return stage;
  }

  private static List<StackResource> resources(Stage stage) throws Exception {
    return StackResource.of(ExportedState.read(stage.export()));
  }

  private static int distinct(Collection<?> values) {
    return new HashSet<>(values).size();
  }

  private static void assertRefused(List<DriftAim> told, List<DriftAim> possible) {
    var lawful = new HashSet<>(possible);
    assertEquals(
        List.of(),
        told.stream()
            .filter(aim -> !lawful.contains(aim) && !AWS_REFUSES.contains(aim.subject()))
            .toList());
  }

  /** The account after as many changes as go together, which are no longer pending then. */
  private static Account round(Account before, Set<DriftAim> pending) {
    var after = before;
    var tried = new ArrayList<DriftAim>();
    for (var aim : pending) {
      boolean hasRoom =
          tried.stream()
              .filter(each -> each.resource().equals(aim.resource()))
              .noneMatch(each -> Extent.of(each.collidesWith(aim), true));
      var changed = hasRoom ? aim.in(after) : Optional.<Account>empty();
      if (changed.isPresent()) {
        tried.add(aim);
        after = changed.get();
      }
    }
    var together = after;
    var done = tried.stream().filter(aim -> aim.isDoneIn(together, before)).toList();
    assertFalse(done.isEmpty(), () -> "possible alone, but not any more: " + pending);
    pending.removeAll(done);
    return after;
  }

  private static SortedMap<String, SortedSet<String>> expected(
      List<StackResource> resources, Account before, Account after) {
    var expected = new TreeMap<String, SortedSet<String>>();
    for (var resource : resources) {
      var changed = DriftedPaths.of(resource, before, after);
      if (!changed.isEmpty()) {
        expected.put(resource.name(), changed);
      }
    }
    return expected;
  }

  /** A line for each resource of which a refresh shows something else than it should. */
  private static List<String> differences(
      SortedMap<String, SortedSet<String>> expected, Stage stage) throws Exception {
    var shown = new TreeMap<String, SortedSet<String>>();
    outcomes(stage, "refresh")
        .forEach(
            (name, change) -> {
              if (!change.operation().equals("same")) {
                var paths = expected.getOrDefault(name, new TreeSet<>());
                shown.put(name, DriftedPaths.shown(change.properties(), paths));
              }
            });
    var names = new TreeSet<>(expected.keySet());
    names.addAll(shown.keySet());
    return names.stream()
        .filter(name -> !expected.getOrDefault(name, new TreeSet<>()).equals(shown.get(name)))
        .map(name -> name + ": " + expected.get(name) + " changed, and shown " + shown.get(name))
        .toList();
  }

  private static void assertPutRight(Stage stage, List<StackResource> resources, Account before)
      throws Exception {
    assertEquals(
        List.of(),
        outcomes(stage, "up").entrySet().stream()
            .filter(each -> !Set.of("same", "update").contains(each.getValue().operation()))
            .toList());
    var after = atRest(stage);
    // Until the maintenance window the state has what somebody chose, and the next refresh is to
    // show nothing of that.
    stage.drift(account -> after);
    stage.require("refresh", "--skip-preview");
    assertEquals(Map.of(), expected(resources, before, after));
    assertEquals(others(resources, before), others(resources, after));
  }

  /** The account when AWS is done: the network interfaces of functions outlive their use. */
  private static Account atRest(Stage stage) {
    var account = stage.account();
    return account.at(account.now().plus(DriftAim.LONG_ENOUGH));
  }

  /** What is in the account beside the stack's resources. */
  private static List<Entity> others(List<StackResource> resources, Account account) {
    var own = resources.stream().flatMap(resource -> resource.in(account).stream()).toList();
    return account.entities().stream().filter(entity -> !own.contains(entity)).toList();
  }

  private static SortedMap<String, Change> outcomes(Stage stage, String command) throws Exception {
    var events = stage.newFile("drift", ".events");
    stage.require(
        command, "--skip-preview", "--suppress-progress", "--event-log", events.toString());
    return EventLog.read(events).outcomes();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void what_somebody_deleted_is_shown_and_made_again(String stack) throws Exception {
    var stage = upAmongBystanders("deleted-from-" + stack, stack);
    var pending = new LinkedHashSet<String>();
    resources(stage).forEach(resource -> pending.add(resource.name()));
    var deleted = new TreeMap<String, String>();
    var rounds = 0;
    for (var gone = deletion(stage, pending); !gone.isEmpty(); gone = deletion(stage, pending)) {
      deleted.putAll(gone);
      pending.removeAll(gone.keySet());
      rounds++;
    }
    System.out.printf(
        "deletions from %s: %d resources of %d types deleted in %d rounds, all shown, all made"
            + " again; of %d AWS refuses it, or keeps the name%n",
        stack, deleted.size(), distinct(deleted.values()), rounds, pending.size());
  }

  /**
   * Deletes what is not needed, as much as goes at once; the types by the names of all that went.
   */
  private static Map<String, String> deletion(Stage stage, Set<String> pending) throws Exception {
    var resources = resources(stage);
    var before = stage.account();
    var after = before;
    for (var resource : resources) {
      var entity = resource.in(after);
      boolean isFirst = Extent.of(true, after.equals(before));
      if (isFirst && pending.contains(resource.name()) && entity.isPresent()) {
        after = without(after, entity.get());
      }
    }
    var remaining = after;
    var gone =
        resources.stream()
            .filter(resource -> resource.in(remaining).isEmpty())
            .collect(Collectors.toMap(StackResource::name, each -> each.schema().type()));
    if (!gone.isEmpty()) {
      stage.drift(account -> remaining);
      assertEquals(
          gone.keySet(),
          outcomes(stage, "refresh").entrySet().stream()
              .filter(each -> each.getValue().operation().equals("delete"))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
      stage.require("up", "--skip-preview");
      stage.require("refresh", "--skip-preview", "--expect-no-changes");
      stage.require("preview", "--expect-no-changes");
      assertEquals(types(before), types(stage.account()));
    }
    return gone;
  }

  private static Account without(Account account, Entity entity) {
    try {
      var without = new Drift().delete(account, entity);
      // A secret keeps its name for days, in which nobody can make it again.
      var waiting = account.scheduledForDeletion().size();
      return without.scheduledForDeletion().size() > waiting ? account : without;
    } catch (Refused refused) {
      return account;
    }
  }

  private static Map<String, Long> types(Account account) {
    return account.entities().stream()
        .collect(Collectors.groupingBy(Entity::type, TreeMap::new, Collectors.counting()));
  }
}
