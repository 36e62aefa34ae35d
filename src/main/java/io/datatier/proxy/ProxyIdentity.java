package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;
import io.datatier.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all endpoints of one proxy have in common. */
record ProxyIdentity(
    Optional<ProxySuffix> suffix,
    Optional<ProxyIdentity> predecessor,
    Output<String> arn,
    Output<String> securityGroupId,
    Network network,
    String databaseName,
    ClientAuthentication authentication,
    List<DatabaseLogin> logins) {

  /** This proxy for clients of which some still use {@code other}. */
  ProxyIdentity succeeding(ProxyIdentity other) {
    return new ProxyIdentity(
        suffix,
        Optional.of(other),
        arn,
        securityGroupId,
        network,
        databaseName,
        authentication,
        logins);
  }

  /** This proxy and the one that some clients still use. */
  Stream<ProxyIdentity> all() {
    return Stream.concat(Stream.of(this), predecessor.stream());
  }
}
