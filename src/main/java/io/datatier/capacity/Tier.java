package io.datatier.capacity;

/**
 * What decides the capacity and the cost of a data tier.
 *
 * @param region whose prices apply
 * @param database behind the proxy
 * @param pool how the proxy shares the database's connections
 * @param demand its clients
 * @param interfaceEndpoints that the tier creates, times their zones
 * @param proxies in front of the database, each with its own pool: two while clients move
 * @param fixedCosts what else costs something
 */
public record Tier(
    String region,
    DatabaseTarget database,
    ConnectionPool pool,
    Demand demand,
    int interfaceEndpoints,
    int proxies,
    FixedCosts fixedCosts) {

  /** A tier with one proxy and nothing else. */
  public Tier(
      String region,
      DatabaseTarget database,
      ConnectionPool pool,
      Demand demand,
      int interfaceEndpoints) {
    this(region, database, pool, demand, interfaceEndpoints, 1, FixedCosts.NONE);
  }
}
