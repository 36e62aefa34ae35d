package io.datatier.network;

import java.util.Set;
import java.util.function.Function;

/** The network of the data tier. */
public sealed interface NetworkSettings permits ExistingNetwork, CreatedNetwork {

  /** Applies the function that matches. */
  <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created);

  /** This network; from one to be created whose settings name no services, {@code called} are. */
  NetworkSettings reaching(Set<EndpointService> called);

  /** The region that it is in. */
  String region();

  /** The number of network interfaces of created endpoints, each of which AWS bills by the hour. */
  int interfaceEndpoints();
}
