package io.datatier.network;

/** Where the data tier shall live. */
public sealed interface NetworkSettings permits ExistingNetwork, CreatedNetwork {

  /** The region that it is in. */
  String region();

  /** Interface endpoints times zones that are made, each of which is paid for. */
  int interfaceEndpoints();
}
