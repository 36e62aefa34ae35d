package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The network of the data tier. */
public sealed interface NetworkSettings permits ExistingNetwork, CreatedNetwork {

  /** Applies the function that matches. */
  <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created);

  /** This network; from one to be created whose settings name no services, {@code called} are. */
  NetworkSettings reaching(Set<EndpointService> called);

  /** Whether clients in it may call {@code service}, as far as its settings tell. */
  boolean reaches(EndpointService service);

  /** Where its clients may connect, besides the proxy and AWS. */
  List<Destination> destinations();

  /** The region that it is in. */
  String region();

  /** Refuses an ARN of another region: a proxy reaches its database and its secrets in its own. */
  default void requireRegionOf(String arn) {
    if (!arn.split(":", -1)[3].equals(region())) {
      throw new InvalidValue(arn, "be in the region of the network, " + region());
    }
  }

  /** The number of network interfaces of created endpoints, each of which AWS bills by the hour. */
  int interfaceEndpoints();
}
