package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ProxyLogin;

/**
 * A client created elsewhere, and its login.
 *
 * @param securityGroupId the client's group, in the proxy's VPC
 * @param roleName the name, not the ARN, of the role that the client runs as
 * @param callsAws whether its group may open HTTPS to AWS; default only where it has to, to read
 *     its secret
 */
public record ProxyClientArgs(
    ProxyLogin login, Output<String> securityGroupId, Output<String> roleName, boolean callsAws) {

  /** A client that logs in as {@code login} and calls AWS only if the login needs it. */
  public static ProxyClientArgs of(
      ProxyLogin login, Output<String> securityGroupId, Output<String> roleName) {
    // An IAM token is signed on the client without asking AWS (RDS user guide, "Connecting to your
    // DB instance using IAM authentication").
    return new ProxyClientArgs(
        login,
        securityGroupId,
        roleName,
        login.endpoint().authentication() == ClientAuthentication.SECRET);
  }

  /** The same client, whose group may also open HTTPS to AWS. */
  public ProxyClientArgs callingAws() {
    return new ProxyClientArgs(login, securityGroupId, roleName, true);
  }
}
