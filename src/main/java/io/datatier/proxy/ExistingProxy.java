package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Required;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.network.Network;
import io.datatier.network.SecurityGroupId;
import java.util.List;
import java.util.Optional;

/**
 * {@code datatier:proxy.existing}: an existing proxy, managed elsewhere. It is neither changed nor
 * read; only its security group gets a rule for each group of clients.
 *
 * @param endpoint the host of its read-write endpoint
 * @param readOnlyEndpoint the host of its read-only endpoint, if it has one
 * @param securityGroup its security group, in the stack's VPC
 * @param authentication how clients authenticate
 * @param users the users that it accepts
 */
@Alternative(
    title = "An existing proxy",
    under = "existing",
    allows = "a proxy managed elsewhere; only its security group gets rules",
    refuses = "is for a new proxy, but existing names an existing one; remove one or the other")
public record ExistingProxy(
    @Required("the host of its read-write endpoint") ProxyHost endpoint,
    @Allows("the host of its read-only endpoint, if it has one")
        Optional<ProxyHost> readOnlyEndpoint,
    @Required("its ARN, which ends with prx-…") @Allows("its ARN, which ends with `prx-…`")
        ProxyArn arn,
    @Required("the proxy's security group, sg-…")
        @Allows("`sg-…` of the proxy; gets rules that admit clients")
        SecurityGroupId securityGroup,
    @ByDefault("secret") @Allows("; how clients authenticate") ClientAuthentication authentication,
    @Required("the users that it accepts, each with name and secret")
        @Between(least = "1", most = "" + DatabaseProxy.MOST_USERS, unit = "users of a proxy")
        @Allows("the users that it accepts")
        List<ProxyUser> users)
    implements ProxySource {

  public ExistingProxy {
    users = List.copyOf(users);
    Constraints.check(
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
        List.of(
            new ProxyIdentity(
                Optional.empty(),
                Output.of(arn.value()),
                Output.of(securityGroup.value()),
                network,
                database.value(),
                authentication,
                users.stream().map(ProxyUser::login).toList())));
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
  public Optional<ProxySettings> created() {
    return Optional.empty();
  }

  @Override
  public Optional<ExistingProxy> existing() {
    return Optional.of(this);
  }
}
