package io.datatier.policy.aws;

import static io.datatier.policy.aws.IamPattern.ANY;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where and as whom {@code rds-db:connect} lets someone sign in, read from a policy's resource:
 * {@code arn:aws:rds-db:region:account:dbuser:ResourceId/User} (RDS user guide, "Creating and using
 * an IAM policy for IAM database access"; service authorization reference, "Amazon RDS IAM
 * Authentication").
 *
 * @param reach where
 * @param everyUser whether as any user
 */
public record DatabaseUserScope(Reach reach, boolean everyUser) {

  /** Where one may sign in. */
  public enum Reach {
    /** Nowhere: no proxy and no database has such an id. */
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

  /** What makes any one of a kind, to try what a statement says of all of them. */
  private static final String ANY_ONE = "ANYONE/anybody";

  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** The scopes of a policy's resource; a wildcard can stand for several. */
  public static List<DatabaseUserScope> of(String resource) {
    return new IamPattern(resource)
        .rests(USER)
        .flatMap(DatabaseUserScope::ofUser)
        .distinct()
        .toList();
  }

  /** What a statement that allows {@code rds-db:connect} stands for, without what is denied. */
  public static List<DatabaseUserScope> of(PolicyDocument document, PolicyStatement statement) {
    var proxies = denies(document, PROXY);
    var databases = DATABASES.stream().allMatch(kind -> denies(document, kind));
    return of(statement).stream().flatMap(it -> it.without(proxies, databases).stream()).toList();
  }

  private static boolean denies(PolicyDocument document, String kind) {
    return document
        .flatDenials("rds-db:connect")
        .anyMatch(denial -> denial.isAbout(USER, kind + ANY_ONE));
  }

  private Optional<DatabaseUserScope> without(boolean proxies, boolean databases) {
    return switch (reach) {
      case NOTHING -> Optional.of(this);
      case PROXY, EVERY_PROXY -> proxies ? Optional.empty() : Optional.of(this);
      case DATABASE -> databases ? Optional.empty() : Optional.of(this);
      case EVERYTHING -> {
        if (proxies && databases) {
          yield Optional.empty();
        }
        var rest = databases ? Reach.EVERY_PROXY : proxies ? Reach.DATABASE : reach;
        yield Optional.of(new DatabaseUserScope(rest, everyUser));
      }
    };
  }

  /** What a statement stands for, whatever else its document denies. */
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
    // Without a slash, the wildcard covers the slash and the user.
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

  /** Where ids with this prefix lead. */
  private static Optional<Reach> reachOfAll(String beginning) {
    Predicate<String> fits = kind -> kind.startsWith(beginning) || beginning.startsWith(kind);
    var databases = DATABASES.stream().anyMatch(fits);
    if (fits.test(PROXY)) {
      return Optional.of(databases ? Reach.EVERYTHING : Reach.EVERY_PROXY);
    }
    return databases ? Optional.of(Reach.DATABASE) : Optional.empty();
  }
}
