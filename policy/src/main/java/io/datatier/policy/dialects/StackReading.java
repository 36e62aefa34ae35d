package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.Translation.Translated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is in the template of a stack or a stack set, and in the templates of those in it. A
 * template that cannot be read leaves the stack itself, its template unknown.
 */
final class StackReading {

  private static final Set<String> STACKS =
      Set.of("aws:cloudformation/stack:Stack", "aws:cloudformation/stackSet:StackSet");

  private static final String BODY = "templateBody";

  /** Each takes a reading of all that stand in it; nobody nests so many by hand. */
  private static final int DEEPEST = 10;

  /** How a resource is shown that was read. */
  @FunctionalInterface
  interface Showing {
    Translated shown(String type, String urn, Fields properties, String place);
  }

  private final Showing showing;
  private final boolean made;
  private final List<Translated> read = new ArrayList<>();

  private StackReading(Showing showing, boolean made) {
    this.showing = showing;
    this.made = made;
  }

  /** Whether a resource of the aws provider's type {@code type} brings its template with it. */
  static boolean reads(String type, PropertyValue properties) {
    return STACKS.contains(type) && Properties.at(properties, BODY).isPresent();
  }

  /**
   * Reads a stack.
   *
   * @param type that of the aws provider
   * @param properties under the names of either
   * @param place where it stands, or empty
   * @param made whether its resources are read as AWS will have made them
   */
  static List<Translated> of(
      String type,
      String urn,
      PropertyValue properties,
      String place,
      boolean made,
      Showing showing) {
    var reading = new StackReading(showing, made);
    reading.read(type, urn, properties, place, 0);
    return reading.read;
  }

  private void read(String type, String urn, PropertyValue stack, String place, int depth) {
    var parameters =
        Properties.at(stack, "parameters")
            .map(given -> Rewriting.apply("map by parameter", given))
            .orElse(Fields.NONE);
    var template =
        Properties.at(stack, BODY)
            .filter(body -> depth < DEEPEST)
            .flatMap(body -> Template.in(body, parameters));
    if (template.isEmpty()) {
      var unread = Map.of("parameters", parameters, BODY, new Unknown(Unknown.Kind.TEXT));
      read.add(showing.shown(type, urn, new Fields(unread), place));
      return;
    }
    for (var resource : template.get().resources()) {
      var there =
          (place.isEmpty() ? "" : place + ".")
              + "%s.Resources.%s.Properties".formatted(BODY, resource.name());
      for (var it : Made.all(resource.type(), resource.name(), resource.properties())) {
        var own = urn + "#" + resource.name() + "#" + read.size();
        if (reads(it.shape().as(), resource.properties())) {
          read(it.shape().as(), own, resource.properties(), there, depth + 1);
        } else {
          var properties = made ? it.complete() : it.constant();
          read.add(showing.shown(it.shape().as(), own, properties, there));
        }
      }
    }
  }
}
