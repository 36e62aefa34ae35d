package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.Translation.Translated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is in the template of a stack or a stack set, and in the templates of those in it. A
 * template that cannot be read leaves the stack itself, its template unknown.
 */
final class StackReading {

  private static final String STACK_SET = "aws:cloudformation/stackSet:StackSet";

  private static final Set<String> STACKS = Set.of("aws:cloudformation/stack:Stack", STACK_SET);

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

  /** A template and what it is given; the same in every branch, mostly. */
  private record Source(PropertyValue body, PropertyValue parameters, boolean overridden) {}

  private final Showing showing;
  private final boolean made;
  private final Map<Source, Optional<Template>> templates = new HashMap<>();
  private final Map<String, List<Made>> alternatives = new HashMap<>();

  private StackReading(Showing showing, boolean made) {
    this.showing = showing;
    this.made = made;
  }

  /** Whether a resource of the aws provider's type {@code type} brings its template with it. */
  static boolean reads(String type, PropertyValue properties) {
    return STACKS.contains(type) && Properties.at(properties, BODY).isPresent();
  }

  /**
   * Reads a stack, in every branch of its templates.
   *
   * @param type that of the aws provider
   * @param properties under the names of either
   * @param own those that the aws provider has too, under its names
   * @param place where it stands, or empty
   * @param secret whether that is a secret
   * @param made whether its resources are read as AWS will have made them
   */
  static List<List<Translated>> of(
      String type,
      String urn,
      PropertyValue properties,
      Fields own,
      String place,
      boolean secret,
      boolean made,
      Showing showing) {
    var reading = new StackReading(showing, made);
    var readings =
        Branch.each(
            branch -> {
              var inBranch = reading.new InBranch(branch);
              inBranch.read(type, urn, properties, own, place, secret, 0);
              return inBranch.read;
            });
    // Each is judged with the whole stack, so what says the same is left out.
    var different = new LinkedHashMap<List<String>, List<Translated>>();
    readings.forEach(
        parts -> different.putIfAbsent(parts.stream().map(it -> it.view().urn()).toList(), parts));
    return List.copyOf(different.values());
  }

  /** What is read in one branch. */
  private final class InBranch {

    private final Branch branch;
    private final List<Translated> read = new ArrayList<>();
    private int templates;
    private int text;

    private InBranch(Branch branch) {
      this.branch = branch;
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
              .flatMap(it -> template(new Source(it, parameters, type.equals(STACK_SET))));
      if (template.isEmpty()) {
        var unread = own.with("parameters", parameters).with(BODY, new Unknown(Unknown.Kind.TEXT));
        read.add(showing.shown(type, urn, unread, place, secret));
        return;
      }
      var hidden = secret || body.filter(Template::isSecret).isPresent();
      var within = place.isEmpty() ? BODY : place + "." + BODY;
      for (var resource : template.get().resources(branch, urn)) {
        var there = "%s.Resources.%s.Properties".formatted(within, resource.name());
        var ways = Made.all(resource.type(), resource.name(), resource.properties());
        for (var index = 0; index < ways.size(); index++) {
          var it = ways.get(index);
          var as = it.shape().as();
          var part = nameOf(urn + "#" + resource.name() + "#" + index, it);
          var properties = made ? it.complete() : it.constant();
          if (reads(as, resource.properties())) {
            read(as, part, resource.properties(), properties, there, hidden, depth + 1);
          } else {
            read.add(showing.shown(as, part, properties, it.placeIn(there), hidden));
          }
        }
      }
    }

    private boolean affords(PropertyValue body) {
      templates++;
      if (Template.bare(body) instanceof Text it) {
        text = Math.min(text, MOST_TEXT) + it.value().length();
      }
      return templates <= MOST_TEMPLATES && text <= MOST_TEXT;
    }
  }

  private Optional<Template> template(Source source) {
    return templates.computeIfAbsent(
        source, it -> Template.in(it.body(), it.parameters(), it.overridden()));
  }

  /** The same for what is the same in several branches. */
  private String nameOf(String urn, Made part) {
    var known = alternatives.computeIfAbsent(urn, it -> new ArrayList<>());
    if (!known.contains(part)) {
      known.add(part);
    }
    var index = known.indexOf(part);
    return index == 0 ? urn : urn + "~" + index;
  }
}
