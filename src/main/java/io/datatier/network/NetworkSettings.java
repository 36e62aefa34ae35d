package io.datatier.network;

import java.util.Set;
import java.util.function.Function;

/** Where the data tier shall live. */
public sealed interface NetworkSettings permits ExistingNetwork, CreatedNetwork {

  /** What is made of it, whichever of the two it is. */
  <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created);

  /** This network; from one to be created whose settings name no services, {@code called} are. */
  NetworkSettings reaching(Set<EndpointService> called);

  /** The region that it is in. */
  String region();

  /** Interface endpoints times zones that are made, each of which is paid for. */
  int interfaceEndpoints();
}
