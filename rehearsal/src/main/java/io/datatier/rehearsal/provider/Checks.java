package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits.AutoName;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Validates the inputs of a resource and fills in defaults (Pulumi's Check). */
final class Checks {

  private static final Pattern RANDOM_END = Pattern.compile("-[0-9a-f]{7}");

  private static final int RANDOM_DIGITS = 7;

  private Checks() {}

  /**
   * The named and completed inputs, and everything wrong with them.
   *
   * @param inputs the inputs to create or update with, secret where the program's are
   */
  record Result(Fields inputs, List<Failure> failures) {}

  /**
   * How to name a resource that the program does not name.
   *
   * @param resource the resource's name in the program
   * @param proposed the name that the engine's auto-naming configuration asks for
   * @param disabled whether that configuration disables generated names
   * @param seed hex digits, stable for a resource within one update; there may be too few
   */
  record Naming(String resource, Optional<String> proposed, boolean disabled, String seed) {}

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
    var autoName = type.traits().autoName();
    var named = autoName.map(auto -> name(auto, olds, given, naming)).orElse(given);
    var inputs = Inputs.of(named, olds.names().isEmpty());
    autoName
        .filter(auto -> naming.disabled() && !named.has(auto.property()))
        .ifPresent(
            auto ->
                inputs.fail(
                    auto.property(),
                    "is required, because pulumi:autonaming disables generated names"));
    type.check(inputs);
    var seen = failures.stream().map(Failure::path).collect(Collectors.toSet());
    inputs.failures().stream()
        .filter(failure -> !seen.contains(failure.path()))
        .forEach(failures::add);
    return new Result(
        Seals.seal(region.tagged(schema, inputs.values()), sealed, type.traits().secrets()),
        List.copyOf(failures));
  }

  private static Fields name(AutoName auto, Fields before, Fields given, Naming naming) {
    var property = auto.property();
    if (given.has(property) || given.has(property + "Prefix") || naming.disabled()) {
      return given;
    }
    var kept = before.text(property).filter(name -> isMadeUp(auto, name, naming.resource()));
    return given.with(property, kept.or(naming::proposed).orElseGet(() -> madeUp(auto, naming)));
  }

  private static String madeUp(AutoName auto, Naming naming) {
    var digits =
        naming.seed().length() >= RANDOM_DIGITS
            ? naming.seed()
            : HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    var end = "-" + digits.substring(0, RANDOM_DIGITS);
    var most = auto.maximum() - end.length();
    var start = naming.resource();
    return auto.beginning() + (start.length() > most ? start.substring(0, most) : start) + end;
  }

  /** Whether a name was generated, so that a replacement can exist next to the old resource. */
  static boolean isMadeUp(AutoName auto, String given, String resource) {
    if (!given.startsWith(auto.beginning())) {
      return false;
    }
    var name = given.substring(auto.beginning().length());
    int end = name.length() - 8;
    return end > 0
        && resource.startsWith(name.substring(0, end))
        && RANDOM_END.matcher(name.substring(end)).matches();
  }
}
