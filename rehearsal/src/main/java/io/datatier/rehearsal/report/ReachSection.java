package io.datatier.rehearsal.report;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who can reach the database. */
final class ReachSection {

  private ReachSection() {}

  static Html of(List<NetworkPath> network, List<IdentityPath> identity) {
    return Section.of("reach", "Who can reach the database")
        .add(
            Html.of(
                "p",
                "A client needs both a path over the network and a login. A path is listed if the"
                    + " rules at both ends allow it, as far as this state shows them. Routes and"
                    + " network ACLs can still close a path; what other stacks add to these groups"
                    + " and roles is not here."))
        .add(Html.of("h3", "By network"))
        .add(byNetwork(network))
        .add(Html.of("h3", "By identity"))
        .add(byIdentity(identity));
  }

  private static List<Html> byNetwork(List<NetworkPath> paths) {
    if (paths.isEmpty()) {
      return List.of(Html.of("p", "No security group in this state admits anyone."));
    }
    return paths.stream().map(NetworkPath::to).distinct().map(to -> leadingTo(to, paths)).toList();
  }

  private static Html leadingTo(Resource to, List<NetworkPath> all) {
    var paths = all.stream().filter(path -> path.to().equals(to)).toList();
    return Tables.of(
        "To the %s on port %d".formatted(words(to), paths.get(0).port()),
        List.of("who", "path", "through"),
        paths.stream()
            .map(path -> List.of(who(path), certainty(path.certainty()), Tables.list(path.by())))
            .toList());
  }

  private static Html who(NetworkPath path) {
    return path.client().isEmpty()
        ? Html.of("span", path.who())
        : Tables.named(new Resource(path.client(), path.who()));
  }

  private static String words(Resource to) {
    return to.type().contains("roxy") ? "proxy " + to.name() : "database " + to.name();
  }

  private static Html certainty(Certainty certainty) {
    return Tables.mark(certainty.word(), certainty == Certainty.OPEN ? "plain" : "doubt");
  }

  private static List<Html> byIdentity(List<IdentityPath> paths) {
    if (paths.isEmpty()) {
      return List.of(Html.of("p", "No role or user in this state can get a login."));
    }
    return paths.stream()
        .collect(Collectors.groupingBy(IdentityPath::may, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> table(each.getKey(), each.getValue()))
        .toList();
  }

  private static Html table(IdentityPath.Way way, List<IdentityPath> paths) {
    boolean isSecret = way == IdentityPath.Way.READ_SECRET;
    return Tables.of(
        isSecret
            ? "Roles and users that may read a secret with a password"
            : "Roles and users that may log in with IAM",
        List.of("who", isSecret ? "secret" : "database user", "path", "used by", "allowed by"),
        paths.stream()
            .map(
                path ->
                    List.of(
                        Html.of("code", path.who()),
                        Html.of("code", path.on()),
                        certainty(path.certainty()),
                        Tables.list(path.usedBy()),
                        Tables.list(path.by())))
            .toList());
  }
}
