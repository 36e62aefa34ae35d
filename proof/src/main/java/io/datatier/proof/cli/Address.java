package io.datatier.proof.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where something listens.
 *
 * @param host its name or address, one of IPv6 in brackets
 */
public record Address(String host, int port) {

  private static final int POSTGRES = 5432;
  private static final int MOST = 65_535;

  private static final Pattern FORM =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+)(?::(?<port>[0-9]{1,5}))?");

  /** From {@code HOST} or {@code HOST:PORT}; empty if it is neither. */
  public static Optional<Address> of(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    var port = Optional.ofNullable(form.group("port")).map(Integer::parseInt).orElse(POSTGRES);
    return Optional.of(new Address(form.group("host"), port))
        .filter(address -> address.port() >= 1 && address.port() <= MOST);
  }

  /** Whether both are the same, also by two names. */
  public boolean isSameAs(Address other) {
    return port == other.port
        && (host.equalsIgnoreCase(other.host)
            || all().stream().anyMatch(Set.copyOf(other.all())::contains));
  }

  private List<InetAddress> all() {
    try {
      return Stream.of(InetAddress.getAllByName(host)).distinct().toList();
    } catch (UnknownHostException unknown) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
