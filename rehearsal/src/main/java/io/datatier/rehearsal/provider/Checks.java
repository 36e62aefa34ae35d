package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Validates the inputs of a resource and fills in defaults (Pulumi's Check). */
final class Checks {

  private Checks() {}

  /**
   * The named and completed inputs, and everything wrong with them.
   *
   * @param inputs the inputs to create or update with, secret where the program's are
   */
  record Result(Fields inputs, List<Failure> failures) {}

  static Result check(
      ResourceSchema schema,
      ResourceType type,
      Region region,
      Fields before,
      Fields sealed,
      Naming naming) {
    var olds = Seals.open(before);
    // The engine also checks imported inputs, and the provider adds this one to the inputs itself.
    var given =
        olds.has(Region.ALL_TAGS)
            ? Seals.open(sealed).without(List.of(Region.ALL_TAGS))
            : Seals.open(sealed);
    var failures = new ArrayList<>(Conformance.failures(schema, given));
    var inputs = Inputs.of(given, olds.names().isEmpty());
    naming.complete(type.traits(), olds, inputs);
    type.check(inputs);
    var seen = failures.stream().map(Failure::path).collect(Collectors.toSet());
    inputs.failures().stream()
        .filter(failure -> !seen.contains(failure.path()))
        .forEach(failures::add);
    return new Result(
        Seals.seal(region.tagged(schema, inputs.values()), sealed, type.traits().secrets()),
        List.copyOf(failures));
  }
}
