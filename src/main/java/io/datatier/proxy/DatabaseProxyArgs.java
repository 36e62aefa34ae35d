package io.datatier.proxy;

/** A proxy and what it stands in front of. */
public record DatabaseProxyArgs(ProxySettings settings, ProxyTarget target) {}
