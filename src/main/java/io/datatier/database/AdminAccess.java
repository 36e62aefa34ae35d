package io.datatier.database;

import com.pulumi.core.Output;

/**
 * Direct access to the database, bypassing the proxy, for administration and migrations only. No
 * other type exposes the database's address, and no client component accepts this one.
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

  /** The security group whose members reach the database; it has none until someone attaches it. */
  public Output<String> securityGroupId() {
    return securityGroupId;
  }
}
