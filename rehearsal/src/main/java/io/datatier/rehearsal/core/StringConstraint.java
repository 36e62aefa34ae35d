package io.datatier.rehearsal.core;

import io.datatier.rehearsal.schema.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A constraint on a known string. */
@FunctionalInterface
public interface StringConstraint {

  /** An ARN. */
  Pattern ARN = Pattern.compile("arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:(\\d{12}|aws)?:.+");

  /** Everything wrong with a string, each completing "the string ...". */
  List<String> faults(String text);

  private static List<String> unless(boolean isRight, String fault) {
    return isRight ? List.of() : List.of(fault);
  }

  /** Must match a whole pattern; the rule completes "must ...". */
  static StringConstraint matching(Pattern pattern, String rule) {
    return text ->
        unless(pattern.matcher(text).matches(), "must %s, but is \"%s\"".formatted(rule, text));
  }

  /** Must have a length in a range, in characters. */
  static StringConstraint ofLength(int least, int most) {
    return text ->
        unless(
            text.length() >= least && text.length() <= most,
            "must have %d to %d characters, but has %d".formatted(least, most, text.length()));
  }

  /** Must be one of a set. */
  static StringConstraint oneOf(Set<String> choices) {
    return text ->
        unless(
            choices.contains(text),
            "must be one of %s, but is %s%s"
                .formatted(
                    String.join(", ", new TreeSet<>(choices)),
                    text,
                    NearestName.hint(text, choices)));
  }

  /** Must be one of a set that is too large to list; {@code what} completes "is not ...". */
  static StringConstraint oneOfMany(Set<String> choices, String what) {
    return text ->
        unless(
            choices.contains(text),
            "is not %s: %s%s".formatted(what, text, NearestName.hint(text, choices)));
  }

  /** Must be a JSON object. */
  static StringConstraint document() {
    return text ->
        unless(Json.object(text).isPresent(), "must be a JSON document, but is not valid JSON");
  }

  /** Must be an IPv4 network with a prefix length in a range. */
  static StringConstraint cidr(int shortest, int longest) {
    return text ->
        Cidr.parse(text)
            .map(
                cidr ->
                    unless(
                        cidr.prefix() >= shortest && cidr.prefix() <= longest,
                        "must have a prefix of /%d to /%d, but is %s"
                            .formatted(shortest, longest, text)))
            .orElseGet(
                () ->
                    List.of(
                        "must be an IPv4 CIDR block that starts at its own network address, such as 10.0.0.0/16, but is \"%s\""
                            .formatted(text)));
  }

  /** Must be an IPv4 network. */
  static StringConstraint anyCidr() {
    return text ->
        unless(
            Cidr.parse(text).isPresent(),
            "must be an IPv4 CIDR block such as 10.0.0.0/16, but is \"%s\"".formatted(text));
  }
}
