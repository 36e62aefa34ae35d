package io.datatier.capacity;

/**
 * What AWS bills a tier for by the piece, whatever the load.
 *
 * @param keys of KMS that the tier creates
 * @param secrets of its users, and the one in which RDS keeps the master user's password
 * @param databaseAlarms metrics that alarms on the database watch: CloudWatch bills each metric of
 *     an expression
 * @param proxyAlarms the same on each proxy
 */
public record FixedCosts(int keys, int secrets, int databaseAlarms, int proxyAlarms) {

  /** A tier that consists of nothing but a database and its proxy. */
  public static final FixedCosts NONE = new FixedCosts(0, 0, 0, 0);
}
