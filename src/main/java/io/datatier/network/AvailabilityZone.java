package io.datatier.network;

import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an Availability Zone, such as {@code us-east-1a}. Local Zones do not support proxies.
 * AWS goes no further than the letter {@code f}; {@code p} is the last with a range in a {@link
 * CidrBlock}.
 */
public record AvailabilityZone(String name) {

  public static final Pattern VALID = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]+[a-p]");

  public AvailabilityZone {
    InvalidValue.requireMatch(
        name, VALID, "be the name of an Availability Zone such as us-east-1a");
  }

  @Rule
  static void requireRegion(String name, @OfStack Optional<String> region) {
    if (region.isPresent() && !new AvailabilityZone(name).region().equals(region.get())) {
      throw new InvalidValue(name, "be a zone of aws:region, which is " + region.get());
    }
  }

  /** The place of the zone's letter in the alphabet: 0 for {@code a}, at most 15. */
  int index() {
    return name.charAt(name.length() - 1) - 'a';
  }

  /** The region that the zone belongs to: its name without the letter. */
  public String region() {
    return name.substring(0, name.length() - 1);
  }
}
