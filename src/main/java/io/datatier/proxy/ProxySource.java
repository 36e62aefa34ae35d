package io.datatier.proxy;

/** Where the proxy of a stack comes from: made here, or there already. */
public sealed interface ProxySource permits ProxySettings, ExistingProxy {}
