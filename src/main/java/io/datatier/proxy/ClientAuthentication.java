package io.datatier.proxy;

import io.datatier.config.Written;

/** How clients authenticate to the proxy. The proxy itself always logs in with a secret. */
public enum ClientAuthentication {

  /** With the user's name and password, which the client reads from Secrets Manager. */
  SECRET("DISABLED"),

  /**
   * With an IAM token that the client signs for one proxy and one user; no client can read a
   * password. RDS accepts tokens over TLS only, which this proxy requires anyway (RDS user guide,
   * "IAM authentication for RDS Proxy").
   */
  IAM("REQUIRED");

  private final String iamAuth;

  ClientAuthentication(String iamAuth) {
    this.iamAuth = iamAuth;
  }

  /** {@code secret} or {@code iam}, as configuration and clients' environment have it. */
  public String text() {
    return Written.of(this);
  }

  /** The value of {@code IAMAuth} in the RDS API. */
  String iamAuth() {
    return iamAuth;
  }
}
