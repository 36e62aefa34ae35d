package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseName;
import io.datatier.network.Network;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.InvalidValue;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that somebody else made and keeps. It is neither changed nor asked for; only the security
 * group before it gets a rule for each group of clients.
 *
 * @param host its read-write endpoint
 * @param readOnlyHost its read-only endpoint, if it has one
 * @param securityGroup the group before it, in the stack's VPC
 * @param authentication what it asks of clients
 * @param logins the users that it knows
 */
public record ExistingProxy(
    ProxyHost host,
    Optional<ProxyHost> readOnlyHost,
    ProxyArn arn,
    SecurityGroupId securityGroup,
    ClientAuthentication authentication,
    DatabaseName databaseName,
    List<DatabaseLogin> logins)
    implements ProxySource {

  public ExistingProxy {
    logins = List.copyOf(logins);
    InvalidValue.requireBetween(logins.size(), 1, 200, "be 1 to 200 users of a proxy");
  }

  /** Its endpoint for clients in {@code network}, where it must live too. */
  public ProxyEndpoint in(Network network) {
    return new ProxyEndpoint(
        Output.of(host.value()),
        readOnlyHost.map(readers -> Output.of(readers.value())),
        new ProxyIdentity(
            Output.of(arn.value()),
            Output.of(securityGroup.value()),
            network,
            databaseName.value(),
            authentication,
            logins));
  }
}
