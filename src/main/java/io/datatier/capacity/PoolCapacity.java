package io.datatier.capacity;

/**
 * A proxy's pool in connections. It may be slightly smaller: RDS Proxy keeps some connections for
 * itself, and AWS does not say how many (RDS user guide, "MaxConnectionsPercent").
 *
 * @param connections that the proxy may open, without those that PostgreSQL reserves
 * @param idle that it keeps open when idle
 * @param headroom that it leaves at least for administration and migrations
 */
public record PoolCapacity(ConnectionRange connections, ConnectionRange idle, int headroom) {

  /**
   * A pool should be at least 30 % above its highest use, because the proxy moves connections
   * between its own nodes (RDS user guide, "MaxConnectionsPercent").
   */
  public static final int PERCENT_OF_USE = 130;

  /** The size of {@code pool} on a database with {@code limit}. */
  public static PoolCapacity of(ConnectionPool pool, MaxConnections limit) {
    var connections = limit.range().share(pool.maxConnectionsPercent()).atMost(limit.ordinary());
    return new PoolCapacity(
        connections,
        limit.range().share(pool.idle()).atMost(connections),
        limit.ordinary().least() - connections.least());
  }
}
