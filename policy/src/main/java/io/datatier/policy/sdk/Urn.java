package io.datatier.policy.sdk;

/**
 * The parts of {@code urn:pulumi:stack::project::parentType$type::name}; all empty if the text is
 * not a URN.
 *
 * @param type the type of the resource after the types of its parents, which "$" separates
 * @param name a name may hold "::" itself
 */
public record Urn(String stack, String project, String type, String name) {

  private static final String PREFIX = "urn:pulumi:";

  /** Parses a URN. */
  public static Urn parse(String urn) {
    var parts = urn.split("::", 4);
    return urn.startsWith(PREFIX) && parts.length == 4
        ? new Urn(parts[0].substring(PREFIX.length()), parts[1], parts[2], parts[3])
        : new Urn("", "", "", "");
  }
}
