package io.datatier.proxy;

import io.datatier.capacity.ConnectionPool;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.values.RdsName;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new proxy. TLS and Secrets Manager are not optional.
 *
 * @param authentication how clients authenticate
 * @param readOnlyEndpoint whether to add an endpoint for the readers of an Aurora cluster
 * @param idleClientTimeout how long an idle client keeps its connection (RDS API, CreateDBProxy)
 * @param pool how it shares database connections
 * @param suffix of its name, by default none
 * @param successor the suffix of a second proxy, in today's subnets, that all clients then use; RDS
 *     cannot move a proxy to other subnets, only replace it
 * @param retired the whole names of proxies that may be deleted; no run deletes another. Those that
 *     are gone may stay: of an adopted one nothing tells that it is
 */
@RecordBuilder
@Alternative(title = "A new proxy")
public record ProxySettings(
    @ByDefault("secret") @Allows("; how clients authenticate; `iam` requires `datatier:users`")
        ClientAuthentication authentication,
    @ByDefault("false") @Allows("; adds an endpoint for the readers of a cluster")
        boolean readOnlyEndpoint,
    @ByDefault("30m") @Between(least = "1s", most = "8h") Duration idleClientTimeout,
    @Allows("how the proxy shares the database's connections") ConnectionPool pool,
    @Otherwise("none") @Allows("1 to 8 letters and digits after the proxy's name")
        Optional<ProxySuffix> suffix,
    @Allows(
            "the suffix of a second proxy next to the first, which all clients then use; see"
                + " [operations.md](operations.md#replace-the-proxy)")
        Optional<ProxySuffix> successor,
    @Allows(
            "the names of this stack's proxies that a run may delete because no client uses them"
                + " any longer")
        List<RdsName> retired)
    implements ProxySource {

  public ProxySettings {
    retired = List.copyOf(retired);
    Constraints.check(
        ProxySettings.class,
        authentication,
        readOnlyEndpoint,
        idleClientTimeout,
        pool,
        suffix,
        successor,
        retired);
  }

  /** A builder with the defaults. */
  public static ProxySettingsBuilder builder() {
    return ProxySettingsBuilder.builder(Defaults.of(ProxySettings.class));
  }

  // RDS rotates the master user's password, and administration should stay its only use.
  @Rule
  static void requireUsersForTokens(
      ClientAuthentication authentication, @OfStack List<DatabaseUser> users) {
    if (authentication == ClientAuthentication.IAM && users.isEmpty()) {
      throw new InvalidValue(
          authentication.text(),
          "be secret unless datatier:users lists users for the tokens, such as [{name: app}]");
    }
  }

  @Rule
  static void requireReaders(boolean readOnlyEndpoint, @OfStack DatabaseSource database) {
    if (readOnlyEndpoint && !database.hasReaders()) {
      throw new InvalidValue(
          true,
          "be false unless the database is an Aurora cluster with readers: give datatier:database"
              + " the engine aurora-postgresql and at least 1 of readers, or existing.hasReaders");
    }
  }

  @Rule
  static void requireAnotherSuccessor(
      Optional<ProxySuffix> successor, Optional<ProxySuffix> suffix) {
    if (successor.isPresent() && successor.equals(suffix)) {
      throw new InvalidValue(
          successor.get().value(), "differ from suffix, which the first proxy has");
    }
  }

  @Rule
  static void requireOthersRetired(
      List<RdsName> retired,
      Optional<ProxySuffix> suffix,
      Optional<ProxySuffix> successor,
      @OfStack RdsName name,
      @OfStack String stack) {
    var unsuffixed = name(name, stack);
    var asked =
        Stream.concat(Stream.of(suffix), successor.stream().map(Optional::of))
            .map(it -> ProxySuffix.append(unsuffixed, it))
            .toList();
    for (var gone : retired) {
      if (asked.contains(gone.value())) {
        throw new InvalidValue(gone.value(), "be a proxy other than those of suffix and successor");
      }
    }
  }

  /** What the names of a stack's proxies begin with, before a suffix. */
  public static String name(RdsName name, String stack) {
    return String.join("-", name.value(), "postgres-proxy", stack);
  }

  /** Each of the proxies to create; clients use the last. */
  public List<ProxySettings> each() {
    var first = ProxySettingsBuilder.builder(this).successor(Optional.empty()).build();
    return successor.isEmpty()
        ? List.of(first)
        : List.of(first, ProxySettingsBuilder.builder(first).suffix(successor).build());
  }

  /** {@code name} with the suffix. */
  public String suffixed(String name) {
    return ProxySuffix.append(name, suffix);
  }

  /** A name from {@link #suffixed}, without the suffix. */
  String unsuffixed(String name) {
    var end = suffixed("");
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }

  @Override
  public List<String> usernames(DatabaseSource database, List<DatabaseUser> users) {
    return users.isEmpty()
        ? List.of(database.masterUsername().value())
        : users.stream().map(user -> user.name().value()).toList();
  }

  @Override
  public boolean hasReadOnlyEndpoint() {
    return readOnlyEndpoint;
  }

  @Override
  public Optional<ProxySettings> created() {
    return Optional.of(this);
  }

  @Override
  public Optional<ExistingProxy> existing() {
    return Optional.empty();
  }
}
