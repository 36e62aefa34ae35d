package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.Translation.Translated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is in the template of a stack or a stack set, and in the templates of those in it. A
 * template that cannot be read leaves the stack itself, its template unknown.
 */
final class StackReading {

  private static final String STACK_SET = "aws:cloudformation/stackSet:StackSet";

  private static final Set<String> STACKS = Set.of("aws:cloudformation/stack:Stack", STACK_SET);

  /** What clients are told; elsewhere a rule asks for one text, and two are not known to be one. */
  private static final Set<String> TOLD =
      Set.of(
          "containerDefinitions", "containerProperties", "definition", "environment", "userData");

  private static final String BODY = "templateBody";

  /** Each takes a reading of all that stand in it; nobody nests so many by hand. */
  private static final int DEEPEST = 10;

  /**
   * Of all that are read of one stack: a template that many stacks in it share is read for each.
   */
  private static final int MOST_TEMPLATES = 100;

  /** The characters of all of them. */
  private static final int MOST_TEXT = 1 << 20;

  /** How a resource is shown that was read, and whether it stood in a secret. */
  @FunctionalInterface
  interface Showing {
    Translated shown(String type, String urn, Fields properties, String place, boolean secret);
  }

  private final Showing showing;
  private final boolean made;
  private final List<Translated> read = new ArrayList<>();
  private int templates;
  private int text;

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
   * @param own those that the aws provider has too, under its names
   * @param place where it stands, or empty
   * @param secret whether that is a secret
   * @param made whether its resources are read as AWS will have made them
   */
  static List<Translated> of(
      String type,
      String urn,
      PropertyValue properties,
      Fields own,
      String place,
      boolean secret,
      boolean made,
      Showing showing) {
    var reading = new StackReading(showing, made);
    reading.read(type, urn, properties, own, place, secret, 0);
    return reading.read;
  }

  private void read(
      String type,
      String urn,
      PropertyValue stack,
      Fields own,
      String place,
      boolean secret,
      int depth) {
    var parameters =
        Properties.at(stack, "parameters")
            .map(given -> Rewriting.apply("map by parameter", given))
            .orElse(Fields.NONE);
    var body = Properties.at(stack, BODY);
    var template =
        body.filter(it -> depth < DEEPEST && affords(it))
            .flatMap(it -> Template.in(it, parameters, type.equals(STACK_SET)));
    if (template.isEmpty()) {
      var unread = own.with("parameters", parameters).with(BODY, new Unknown(Unknown.Kind.TEXT));
      read.add(showing.shown(type, urn, unread, place, secret));
      return;
    }
    var hidden = secret || body.filter(StackReading::isSecret).isPresent();
    for (var resource : template.get().resources()) {
      var there =
          (place.isEmpty() ? "" : place + ".")
              + "%s.Resources.%s.Properties".formatted(BODY, resource.name());
      var ways = Made.all(resource.type(), resource.name(), resource.properties());
      var either =
          resource
              .either()
              .map(it -> Made.all(resource.type(), resource.name(), it))
              .orElse(List.of());
      for (var index = 0; index < ways.size(); index++) {
        var it = ways.get(index);
        var as = it.shape().as();
        var within = urn + "#" + resource.name() + "#" + read.size();
        var properties = made ? it.complete() : it.constant();
        if (either.size() == ways.size()) {
          properties = told(properties, either.get(index).properties());
        }
        if (reads(as, resource.properties())) {
          read(as, within, resource.properties(), properties, there, hidden, depth + 1);
        } else {
          read.add(showing.shown(as, within, properties, there, hidden));
        }
      }
    }
  }

  /** With what clients are told in either of two branches. */
  private static Fields told(Fields properties, Fields either) {
    var all = properties;
    for (var name : TOLD) {
      var value = either.values().get(name);
      all = value == null ? all : all.with(name, value);
    }
    return all;
  }

  private boolean affords(PropertyValue body) {
    templates++;
    if (Template.bare(body) instanceof Text it) {
      text = Math.min(text, MOST_TEXT) + it.value().length();
    }
    return templates <= MOST_TEMPLATES && text <= MOST_TEXT;
  }

  private static boolean isSecret(PropertyValue value) {
    return value instanceof Secret
        || (value instanceof Output output
            && (output.isSecret() || (output.value() != null && isSecret(output.value()))));
  }
}
