package io.datatier.network;

import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.values.InvalidValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an Availability Zone, such as {@code us-east-1a}. Local Zones cannot hold a proxy.
 */
public record AvailabilityZone(String name) {

  /** What a lawful value looks like as a whole. */
  public static final Pattern LAWFUL = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]+[a-z]");

  public AvailabilityZone {
    InvalidValue.requireMatch(
        name, LAWFUL, "be the name of an Availability Zone such as us-east-1a");
  }

  @Rule
  static void isOfRegion(String name, @OfStack Optional<String> region) {
    if (region.isPresent() && !new AvailabilityZone(name).region().equals(region.get())) {
      throw new InvalidValue(name, "be a zone of aws:region, which is " + region.get());
    }
  }

  /** The region that the zone belongs to: its name without the letter. */
  public String region() {
    return name.substring(0, name.length() - 1);
  }
}
