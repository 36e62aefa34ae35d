package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Flat;
import io.datatier.config.OfStack;
import io.datatier.config.Once;
import io.datatier.config.Required;
import io.datatier.config.Rule;

/** One of {@code datatier:workers}. */
public record NamedFleet(
    @Required("the stack's name is added to it")
        @Allows(
            "letters, digits, `-` and `_`, with the stack's name at most 64; the name in AWS is"
                + " this, a hyphen and the stack's name")
        @Once("clients")
        FleetName name,
    @Flat WorkerFleetSettings fleet) {

  @Rule
  static void hasRoomForTheStack(FleetName name, @OfStack String stack) {
    new WorkerFleetName(name.in(stack));
  }
}
