package io.datatier.policy.resources;

import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A resource that holds texts for others to read: a parameter, a secret, a DNS record, a file.
 *
 * @param resource the resource, with its outputs
 * @param urns of whatever a client may be given of it
 * @param names by which a text leads to it, in lower case
 * @param paths under which it is read by whoever reads everything there
 * @param properties those that hold the texts
 * @param credentials whether the address is only given with a password, as in every secret that RDS
 *     or a rotation writes (Secrets Manager user guide, "JSON structure of secrets"), so that a
 *     client may well read the secret and connect to the proxy
 */
record AddressCarrier(
    ResourceView resource,
    Set<String> urns,
    Set<String> names,
    Set<String> paths,
    List<String> properties,
    boolean credentials) {

  AddressCarrier {
    urns = Set.copyOf(urns);
    names = Set.copyOf(names);
    paths = Set.copyOf(paths);
    properties = List.copyOf(properties);
  }

  String urn() {
    return resource.urn();
  }

  /** What a text is called where it stands. */
  static String keyOf(ValueView leaf) {
    var steps = PropertyPath.parse(leaf.path()).steps();
    return steps.isEmpty() ? "" : String.valueOf(steps.get(steps.size() - 1));
  }

  /** The same in its resource, where the name of a variable may be next to its value. */
  static String calledIn(ResourceView resource, ValueView leaf) {
    var key = keyOf(leaf);
    if (!key.equals("value")) {
      return key;
    }
    var beside = leaf.path().substring(0, leaf.path().length() - key.length());
    return Stream.of("name", "key")
        .flatMap(name -> resource.at("").text(beside + name).known().stream())
        .findFirst()
        .orElse(key);
  }

  /** Everything above a name that has slashes, such as that of a parameter. */
  static Stream<String> above(String name) {
    return Stream.iterate(
            name.lastIndexOf('/'), slash -> slash > 0, slash -> name.lastIndexOf('/', slash - 1))
        .map(slash -> name.substring(0, slash));
  }

  static String normal(String name) {
    var lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
