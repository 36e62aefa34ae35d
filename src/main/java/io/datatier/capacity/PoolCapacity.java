package io.datatier.capacity;

/**
 * A proxy's pool in connections. RDS Proxy keeps some of them for itself, AWS does not say how many
 * (RDS user guide, "MaxConnectionsPercent"), so the pool may be a little smaller.
 *
 * @param connections that the proxy may open; it cannot open those that PostgreSQL reserves
 * @param idle that it keeps open when nobody uses them
 * @param headroom what it certainly leaves for ordinary users beside it: administration, migrations
 */
public record PoolCapacity(ConnectionRange connections, ConnectionRange idle, int headroom) {

  /** The pool that {@code pool} makes of {@code limit}. */
  public static PoolCapacity of(ProxyPool pool, MaxConnections limit) {
    var connections = limit.range().share(pool.maxConnections()).atMost(limit.ordinary());
    return new PoolCapacity(
        connections,
        limit.range().share(pool.maxIdleConnections()).atMost(connections),
        limit.ordinary().least() - connections.least());
  }
}
