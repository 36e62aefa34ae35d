package io.datatier.capacity;

import io.datatier.values.Percent;
import java.time.Duration;

/**
 * How the proxy shares the database's connections (RDS API, ConnectionPoolConfiguration).
 *
 * @param maxConnections share of {@code max_connections} that it may open
 * @param maxIdleConnections share that it keeps open when idle
 * @param borrowTimeout how long a client waits for a connection before it gets an error
 */
public record ProxyPool(
    Percent maxConnections, Percent maxIdleConnections, Duration borrowTimeout) {}
