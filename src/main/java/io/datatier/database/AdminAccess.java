package io.datatier.database;

import com.pulumi.core.Output;

/**
 * The direct way to the database, past the proxy: for administration and migrations only. It is the
 * only form in which the database's own address leaves {@link Database}, and no client component
 * accepts it.
 */
public final class AdminAccess {

  private final Output<String> endpoint;
  private final Output<String> securityGroupId;

  AdminAccess(Output<String> endpoint, Output<String> securityGroupId) {
    this.endpoint = endpoint;
    this.securityGroupId = securityGroupId;
  }

  /** {@code host:port} of the database instance. */
  public Output<String> endpoint() {
    return endpoint;
  }

  /** The security group whose members reach the database; empty until somebody attaches it. */
  public Output<String> securityGroupId() {
    return securityGroupId;
  }
}
