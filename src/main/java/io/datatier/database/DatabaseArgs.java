package io.datatier.database;

import io.datatier.network.Network;

/** A database and where it lives. */
public record DatabaseArgs(DatabaseSettings settings, Network network) {}
