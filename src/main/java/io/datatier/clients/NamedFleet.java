package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Flat;
import io.datatier.config.OfStack;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Unique;

/** One of {@code datatier:workers}. */
public record NamedFleet(
    @Required("the name in AWS, without the stack's name")
        @Allows(
            "letters, digits, `-` and `_`; AWS's name is this, a hyphen and the stack's name, at"
                + " most 64 in all")
        @Unique("clients")
        FleetName name,
    @Flat WorkerFleetSettings fleet) {

  @Rule
  static void requireRoomForName(FleetName name, @OfStack String stack) {
    new WorkerFleetName(name.in(stack));
  }
}
