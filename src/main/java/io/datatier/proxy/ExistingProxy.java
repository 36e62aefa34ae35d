package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Law;
import io.datatier.config.Required;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.network.Network;
import io.datatier.network.SecurityGroupId;
import java.util.List;
import java.util.Optional;

/**
 * {@code datatier:proxy.existing}: a proxy that somebody else made and keeps. It is neither changed
 * nor asked for; only the security group before it gets a rule for each group of clients.
 *
 * @param endpoint the host of its read-write endpoint
 * @param readOnlyEndpoint the host of its read-only endpoint, if it has one
 * @param securityGroup the group before it, in the stack's VPC
 * @param authentication what it asks of clients
 * @param users those that it knows
 */
@Alternative(
    title = "A proxy that exists",
    under = "existing",
    allows = "a proxy that somebody else keeps; only its security group gets rules",
    refuses =
        "belongs to a proxy to be made, but existing names one that exists; remove one of the two")
public record ExistingProxy(
    @Required("the host of its read-write endpoint") @Allows("the host of its read-write endpoint")
        ProxyHost endpoint,
    @Allows("the host of its read-only endpoint, if it has one")
        Optional<ProxyHost> readOnlyEndpoint,
    @Required("its ARN, which ends with prx-…") @Allows("its ARN, which ends with `prx-…`")
        ProxyArn arn,
    @Required("the security group before the proxy, sg-…")
        @Allows("`sg-…` before the proxy, which gets rules that admit clients")
        SecurityGroupId securityGroup,
    @ByDefault("secret") @Allows("; what it asks of clients") ClientAuthentication authentication,
    @Required("the users that it knows, each with its name and secret")
        @Between(least = "1", most = "200", unit = "users of a proxy")
        @Allows("the users that it knows")
        List<KnownUser> users)
    implements ProxySource {

  public ExistingProxy {
    users = List.copyOf(users);
    Law.hold(
        ExistingProxy.class, endpoint, readOnlyEndpoint, arn, securityGroup, authentication, users);
  }

  /**
   * Its endpoint for clients in {@code network}, where it must live too.
   *
   * @param database what they connect to
   */
  public ProxyEndpoint in(Network network, DatabaseName database) {
    return new ProxyEndpoint(
        Output.of(endpoint.value()),
        readOnlyEndpoint.map(readers -> Output.of(readers.value())),
        new ProxyIdentity(
            Output.of(arn.value()),
            Output.of(securityGroup.value()),
            network,
            database.value(),
            authentication,
            users.stream().map(KnownUser::login).toList()));
  }

  @Override
  public List<String> usernames(DatabaseSource database, List<DatabaseUser> asked) {
    return users.stream().map(user -> user.name().value()).toList();
  }

  @Override
  public boolean hasReadOnlyEndpoint() {
    return readOnlyEndpoint.isPresent();
  }

  @Override
  public Optional<ProxySettings> made() {
    return Optional.empty();
  }

  @Override
  public Optional<ExistingProxy> existing() {
    return Optional.of(this);
  }
}
