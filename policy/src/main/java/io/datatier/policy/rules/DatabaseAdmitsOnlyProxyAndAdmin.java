package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.resources.Clients;
import io.datatier.policy.resources.DeploymentCalls;
import io.datatier.policy.resources.NetworkInterfaces;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.Ingress;
import io.datatier.policy.sdk.joins.Referred;
import io.datatier.policy.sdk.joins.SecurityGroups;
import io.datatier.policy.settings.Administration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A database's security groups admit only its proxies and administrators, by security group. */
public final class DatabaseAdmitsOnlyProxyAndAdmin {

  private static final String GROUPS = "vpcSecurityGroupIds";

  private static final List<String> DATABASES =
      List.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster");

  private static final List<String> PROXIES =
      List.of("aws:rds/proxy:Proxy", "aws:rds/proxyEndpoint:ProxyEndpoint");

  private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";

  public static final Rule RULE =
      Rule.named("database-admits-only-proxy-and-admin")
          .title("Only proxies and administrators reach the database")
          .because("anything else that reaches the database can bypass the proxy")
          .fix("admit only the security groups of the proxy and of administrators")
          .severity(HIGH)
          .mandatory()
          .settings(Administration.FUNCTIONS, Administration.MIGRATIONS, Administration.WORKERS)
          .onStack(DatabaseAdmitsOnlyProxyAndAdmin::judge);

  private final StackView stack;
  private final SecurityGroups groups;
  private final Set<String> proxies = new HashSet<>();
  private final Map<String, String> clients = new HashMap<>();
  private final boolean inDefaultGroup;

  private DatabaseAdmitsOnlyProxyAndAdmin(StackView stack) {
    this.stack = stack;
    this.groups = SecurityGroups.of(stack);
    resources(PROXIES).forEach(proxy -> proxies.addAll(groups.at(proxy, GROUPS).all()));
    this.inDefaultGroup = resources(PROXIES).anyMatch(it -> it.at(GROUPS).leaves().isEmpty());
    var calls = DeploymentCalls.in(stack);
    for (var client : stack.resources(Clients.wearers())) {
      if (!administers(client, calls)) {
        Clients.groupsOf(client.type()).stream()
            .flatMap(path -> groups.at(client, path).all().stream())
            .forEach(group -> clients.putIfAbsent(group, client.urn()));
      }
    }
    for (var worn : NetworkInterfaces.in(stack)) {
      if (!administers(worn.machine(), calls)) {
        groups
            .at(worn.resource(), worn.path())
            .all()
            .forEach(group -> clients.putIfAbsent(group, worn.machine().urn()));
      }
    }
  }

  private boolean administers(ResourceView client, DeploymentCalls calls) {
    var inputs = stack.inputsOf(client);
    if (!client.type().equals(Clients.FUNCTION)) {
      return Administration.names(inputs, Administration.WORKERS);
    }
    return Administration.names(inputs, Administration.FUNCTIONS)
        || (Administration.names(inputs, Administration.MIGRATIONS) && calls.alone(client))
        || calls.rotates(client);
  }

  private static Verdict judge(StackView stack) {
    var rule = new DatabaseAdmitsOnlyProxyAndAdmin(stack);
    var databases = rule.resources(DATABASES).filter(it -> rule.engine(it).isPresent()).toList();
    if (databases.isEmpty()) {
      return notApplicable("the stack has no database that RDS Proxy supports");
    }
    return Verdict.each(databases, database -> rule.judge(database).about(database.urn()));
  }

  private Stream<ResourceView> resources(List<String> types) {
    return types.stream().flatMap(type -> stack.resources(type).stream()).map(stack::inputsOf);
  }

  /** A replica does not state its engine; databases of a data tier are PostgreSQL. */
  private Optional<DatabaseEngine> engine(ResourceView database) {
    return DatabaseEngine.of(database.text("engine").known().orElse("postgres"));
  }

  private Verdict judge(ResourceView database) {
    if (database.at(GROUPS).leaves().isEmpty()) {
      return violation(
              GROUPS,
              "names no group, so RDS uses the VPC's default group, which admits all its members")
          .advise();
    }
    var own = groups.at(database, GROUPS);
    var usual = engine(database).map(DatabaseEngine::port).orElseThrow();
    var port = database.number("port").known().map(Double::intValue).orElse(usual);
    return Verdict.all(
        Verdict.each(groups.ingress(own), it -> it.towards(own, port, () -> judge(it, own))),
        own.open().map(Verdict::undecided).orElse(compliant()));
  }

  private Verdict judge(Ingress ingress, Referred own) {
    var itself = ingress.admitsItself() ? ingress.group().all() : Set.<String>of();
    var self = ingress.place().at("self").path();
    return Verdict.all(
        Verdict.each(ingress.ranges(), DatabaseAdmitsOnlyProxyAndAdmin::judgeRange),
        Verdict.each(ingress.prefixLists(), DatabaseAdmitsOnlyProxyAndAdmin::judgePrefixList),
        Verdict.each(ingress.groups(), group -> judgeGroups(groups.at(ingress, group), own, group)),
        Verdict.each(itself, group -> judgeGroup(group, own).at(self)));
  }

  private static Verdict judgeRange(ValueView range) {
    return range
        .text("")
        .whenKnown(text -> violation("admits addresses to a database"))
        .whenAbsent(compliant());
  }

  private static Verdict judgePrefixList(ValueView list) {
    return list.text("")
        .whenKnown(text -> violation("admits a prefix list to a database").advise())
        .whenAbsent(compliant());
  }

  private Verdict judgeGroups(Referred admitted, Referred own, ValueView place) {
    var verdict = Verdict.each(admitted.all(), group -> judgeGroup(group, own).at(place.path()));
    // Origins are known per property: if it is computed from several groups, any of them may be the
    // one that this rule admits.
    var ambiguous = admitted.computed().size() > 1 && !verdict.answers().isEmpty();
    return admitted.open().isPresent() || ambiguous ? undecided(place.path()) : verdict;
  }

  private Verdict judgeGroup(String group, Referred own) {
    var client = clients.get(group);
    var admin = isAdmin(group);
    if (client != null) {
      var violation = violation("admits the security group of a client, " + client);
      return admin ? violation.advise() : violation;
    }
    return admin || proxies.contains(group) || own.all().contains(group) || mayBeDefault(group)
        ? compliant()
        : violation("admits a group that is not a proxy's and has no tag database-access: admin")
            .advise();
  }

  /** A proxy without groups of its own, which another rule reports, wears the VPC's default one. */
  private boolean mayBeDefault(String group) {
    return inDefaultGroup && stack.resource(group).filter(it -> it.type().equals(GROUP)).isEmpty();
  }

  /**
   * A tag lowers a violation to an advisory but does not remove it: a program cannot exempt itself.
   */
  private boolean isAdmin(String group) {
    return stack
        .resource(group)
        .map(stack::inputsOf)
        .flatMap(it -> it.at("tags").text("database-access").known())
        .filter("admin"::equals)
        .isPresent();
  }
}
