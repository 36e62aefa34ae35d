package io.datatier.clients;

import io.datatier.proxy.ProxyEndpoint;

/** Functions and the one way to the database that they have. */
public record LambdaFleetArgs(LambdaFleetSettings settings, ProxyEndpoint endpoint) {}
