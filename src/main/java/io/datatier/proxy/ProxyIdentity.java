package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;
import io.datatier.network.Network;
import java.util.List;
import java.util.Optional;

/** What all endpoints of one proxy have in common. */
record ProxyIdentity(
    Optional<ProxySuffix> suffix,
    Output<String> arn,
    Output<String> securityGroupId,
    Network network,
    String databaseName,
    ClientAuthentication authentication,
    List<DatabaseLogin> logins) {}
