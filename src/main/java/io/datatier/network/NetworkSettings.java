package io.datatier.network;

/** Where the data tier shall live. */
public sealed interface NetworkSettings permits ExistingNetwork, CreatedNetwork {}
