package io.datatier.policy.aws;

import static io.datatier.policy.aws.IamPattern.ANY;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom an IAM policy lets sign in where by {@code rds-db:connect}, from its resource: {@code
 * arn:aws:rds-db:region:account:dbuser:ResourceId/User} (RDS user guide, "Creating and using an IAM
 * policy for IAM database access"; service authorization reference, "Amazon RDS IAM
 * Authentication").
 *
 * @param reach where
 * @param everyUser whether as whoever
 */
public record DatabaseUserScope(Reach reach, boolean everyUser) {

  /** Where one may sign in. */
  public enum Reach {
    /** Nowhere, for no proxy and no database has such an id. */
    NOTHING,
    /** One proxy. */
    PROXY,
    /** Every proxy of an account. */
    EVERY_PROXY,
    /** An instance or a cluster itself. */
    DATABASE,
    /** Every proxy, instance and cluster of an account. */
    EVERYTHING
  }

  private static final List<String> USER =
      List.of("arn:", ANY, ":rds-db:", ANY, ":", ANY, ":dbuser:");

  private static final List<String> DATABASES = List.of("db-", "cluster-");
  private static final String PROXY = "prx-";
  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** What a resource of a policy stands for, in every way in which it can be read. */
  public static List<DatabaseUserScope> of(String resource) {
    return new IamPattern(resource)
        .rests(USER)
        .flatMap(DatabaseUserScope::ofUser)
        .distinct()
        .toList();
  }

  /** What a statement that allows {@code rds-db:connect} stands for. */
  public static List<DatabaseUserScope> of(PolicyStatement statement) {
    if (statement.notResources().isEmpty()) {
      return statement.resources().stream().flatMap(it -> of(it).stream()).distinct().toList();
    }
    var everything = new DatabaseUserScope(Reach.EVERYTHING, true);
    var none = statement.notResources().stream().anyMatch(it -> of(it).contains(everything));
    return none ? List.of() : List.of(everything);
  }

  private static Stream<DatabaseUserScope> ofUser(String idAndUser) {
    var slash = idAndUser.indexOf('/');
    var id = slash < 0 ? idAndUser : idAndUser.substring(0, slash);
    var wildcard = WILDCARD.matcher(id);
    if (!wildcard.find()) {
      var user = slash < 0 ? "" : idAndUser.substring(slash + 1);
      return id.isEmpty() || user.isEmpty()
          ? Stream.empty()
          : Stream.of(new DatabaseUserScope(reachOf(id), WILDCARD.matcher(user).find()));
    }
    // Without a slash the wildcard stands for it and for the user.
    var everyUser = slash < 0 || WILDCARD.matcher(idAndUser.substring(slash)).find();
    return reachOfAll(id.substring(0, wildcard.start()))
        .map(reach -> new DatabaseUserScope(reach, everyUser))
        .stream();
  }

  private static Reach reachOf(String id) {
    if (id.startsWith(PROXY)) {
      return Reach.PROXY;
    }
    return DATABASES.stream().anyMatch(id::startsWith) ? Reach.DATABASE : Reach.NOTHING;
  }

  /** Where all ids lead that begin so. */
  private static Optional<Reach> reachOfAll(String beginning) {
    Predicate<String> fits = kind -> kind.startsWith(beginning) || beginning.startsWith(kind);
    var databases = DATABASES.stream().anyMatch(fits);
    if (fits.test(PROXY)) {
      return Optional.of(databases ? Reach.EVERYTHING : Reach.EVERY_PROXY);
    }
    return databases ? Optional.of(Reach.DATABASE) : Optional.empty();
  }
}
