package io.datatier.network;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Required;

/**
 * Where clients may connect over TCP, besides the proxy and AWS.
 *
 * @param to a prefix list or a range of addresses
 * @param port TCP port
 */
public record Destination(
    @Required("a prefix list or a range of addresses")
        @Allows("`pl-…`, such as that of S3, or an IPv4 range such as `10.1.0.0/16`")
        DestinationAddress to,
    @ByDefault("443") @Between(least = "1", most = "65535", unit = "") int port) {

  static final Destination HTTPS_ANYWHERE =
      new Destination(new DestinationAddress("0.0.0.0/0"), 443);

  public Destination {
    Constraints.check(Destination.class, to, port);
  }

  /** A name for the resources created for it. */
  String name() {
    return to.value().replaceAll("[^a-z0-9-]", "-") + "-" + port;
  }
}
