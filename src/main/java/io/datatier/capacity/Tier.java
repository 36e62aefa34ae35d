package io.datatier.capacity;

/**
 * What of a data tier decides its capacity and its cost.
 *
 * @param region whose prices hold
 * @param database what the proxy stands before
 * @param pool how the proxy shares it
 * @param demand who uses it
 * @param interfaceEndpoints interface endpoints times zones that the tier makes and pays for
 * @param proxies before the database, each with a pool of its own: two while clients move
 */
public record Tier(
    String region,
    DatabaseTarget database,
    ProxyPool pool,
    Demand demand,
    int interfaceEndpoints,
    int proxies) {

  /** A tier with one proxy. */
  public Tier(
      String region,
      DatabaseTarget database,
      ProxyPool pool,
      Demand demand,
      int interfaceEndpoints) {
    this(region, database, pool, demand, interfaceEndpoints, 1);
  }
}
