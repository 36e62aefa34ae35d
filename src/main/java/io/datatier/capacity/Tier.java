package io.datatier.capacity;

/**
 * What of a data tier decides its capacity and its cost.
 *
 * @param region whose prices hold
 * @param database what the proxy stands before
 * @param pool how the proxy shares it
 * @param demand who uses it
 * @param interfaceEndpoints interface endpoints times zones that the tier makes and pays for
 */
public record Tier(
    String region,
    DatabaseTarget database,
    ProxyPool pool,
    Demand demand,
    int interfaceEndpoints) {}
