package io.datatier.rehearsal.core;

import io.datatier.rehearsal.value.Fields;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How Pulumi names a resource that the program does not name: the resource's name, a separator and
 * seven hex digits (ComputeAutoNameDefault of pulumi-terraform-bridge; provider/resources.go of
 * pulumi-aws has what differs from type to type).
 *
 * @param property the property that takes the name
 * @param maximum the maximum length, without beginning and ending
 * @param separator what stands before the digits
 * @param beginning the prefix of every name of the type; usually empty
 * @param ending the suffix of names if {@code flag} is true; usually empty
 * @param flag the input that asks for the ending
 * @param isPlain whether the bridge takes the name for a default like any other: the engine's
 *     auto-naming configuration does not change it, and a name of the program's own does not decide
 *     what is deleted first
 */
@RecordBuilder
public record AutoName(
    String property,
    int maximum,
    String separator,
    String beginning,
    String ending,
    String flag,
    boolean isPlain) {

  /** How many random digits a name has. */
  public static final int DIGITS = 7;

  private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{7}");

  /** A hyphen before the digits, and nothing around the name. */
  public static AutoName of(String property, int maximum) {
    return new AutoName(property, maximum, "-", "", "", "", false);
  }

  /** The same with a prefix, which a resource's name may have already. */
  public AutoName beginning(String prefix) {
    return AutoNameBuilder.from(this).withBeginning(prefix);
  }

  /** The same with a suffix if an input is true. */
  public AutoName ending(String suffix, String input) {
    return AutoNameBuilder.from(this).with(its -> its.ending(suffix).flag(input));
  }

  /** The same as a plain default, without a separator. */
  public AutoName plain() {
    return AutoNameBuilder.from(this).with(its -> its.separator("").isPlain(true));
  }

  /** Why a resource cannot be named like this, if so. */
  public Optional<String> fault(String resource) {
    var start = resource + separator;
    return start.length() + DIGITS > maximum
        ? Optional.of(
            "must be set: name '%s' plus %d random chars is longer than maximum length %d"
                .formatted(start, DIGITS, maximum))
        : Optional.empty();
  }

  /** A name for a resource with these digits. */
  public String made(String resource, String digits, Fields inputs) {
    return completed(resource + separator + digits, inputs);
  }

  /** A name with the beginning and ending of the type. */
  public String completed(String name, Fields inputs) {
    return beginning + bare(name) + (inputs.flag(flag) ? ending : "");
  }

  /** Whether a resource's name was generated, so that a replacement can exist next to it. */
  public boolean isMade(String name, String resource) {
    var start = bare(resource) + separator;
    var given = bare(name);
    var whole =
        given.endsWith(ending) ? given.substring(0, given.length() - ending.length()) : given;
    return whole.startsWith(start) && RANDOM.matcher(whole.substring(start.length())).matches();
  }

  private String bare(String name) {
    return name.startsWith(beginning) ? name.substring(beginning.length()) : name;
  }
}
