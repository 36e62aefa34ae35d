package io.datatier.policy.dialects;

import io.datatier.policy.dialects.Branch.Comparison;
import io.datatier.policy.dialects.Intrinsics.Scope;
import io.datatier.policy.dialects.Template.Given;
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
import java.util.function.Supplier;

/**
 * What is in the template of a stack or a stack set, and in the templates of those in it. A
 * template that cannot be read leaves the stack itself, its template unknown.
 */
final class StackReading {

  private static final String STACK_SET = "aws:cloudformation/stackSet:StackSet";

  private static final Set<String> STACKS = Set.of("aws:cloudformation/stack:Stack", STACK_SET);

  static final String BODY = "templateBody";

  /** Each takes a reading of all that stand in it; no one nests so many by hand. */
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
  private record Source(PropertyValue body, Given given) {}

  /**
   * What was read before.
   *
   * @param outcomes of comparisons, in the order in which they were asked for
   */
  private record Read(Map<Comparison, Optional<Boolean>> outcomes, List<Translated> parts) {}

  private final Stack stack;
  private final boolean made;
  private final Showing showing;
  private final List<Read> read = new ArrayList<>();
  private final Map<Source, Optional<Template>> templates = new HashMap<>();
  private final Map<String, List<TranslatedResource>> alternatives = new HashMap<>();

  /**
   * The reading of a stack.
   *
   * @param made whether its resources are read as AWS will have made them
   */
  StackReading(Stack stack, boolean made, Showing showing) {
    this.stack = stack;
    this.made = made;
    this.showing = showing;
  }

  /**
   * Whether a resource of the aws provider's type {@code type} brings its template with it.
   *
   * @param properties asked for with such a type alone: those of most resources are never decoded
   */
  static boolean reads(String type, Supplier<? extends PropertyValue> properties) {
    return STACKS.contains(type) && Properties.at(properties.get(), BODY).isPresent();
  }

  /**
   * A stack or stack set.
   *
   * @param type that of the aws provider
   * @param properties under the names of either
   * @param open what is unknown of its parameters, by their names
   * @param own those that the aws provider has too, under its names
   * @param place where it stands, or empty
   * @param region in which it is, with whatever else is in the same
   * @param secret whether its properties are a secret
   */
  record Stack(
      String type,
      String urn,
      PropertyValue properties,
      Map<String, OpenSide> open,
      Fields own,
      String place,
      String region,
      boolean secret) {}

  /** What is read of it in a branch; the same wherever its comparisons end the same way. */
  List<Translated> in(Branch branch) {
    for (var known : read) {
      if (known.outcomes().entrySet().stream()
          .allMatch(it -> branch.holds(it.getKey()).equals(it.getValue()))) {
        return known.parts();
      }
    }
    var inBranch = new InBranch(branch);
    inBranch.read(stack, 0);
    read.add(new Read(inBranch.outcomes, List.copyOf(inBranch.parts)));
    return inBranch.parts;
  }

  /** What is read in one branch. */
  private final class InBranch {

    private final Branch branch;
    private final Map<Comparison, Optional<Boolean>> outcomes = new LinkedHashMap<>();
    private final List<Translated> parts = new ArrayList<>();
    private int templates;
    private int text;

    private InBranch(Branch branch) {
      this.branch = branch;
    }

    private Optional<Boolean> holds(Comparison comparison) {
      var holds = branch.holds(comparison);
      outcomes.put(comparison, holds);
      return holds;
    }

    private void read(Stack stack, int depth) {
      var parameters =
          Properties.at(stack.properties(), "parameters")
              .map(given -> Rewriting.apply("map by parameter", given))
              .orElse(Fields.NONE);
      var body = Properties.at(stack.properties(), BODY);
      var overridden = stack.type().equals(STACK_SET);
      var template =
          body.filter(it -> depth < DEEPEST && affords(it))
              .flatMap(
                  it -> template(new Source(it, new Given(parameters, stack.open(), overridden))));
      if (template.isEmpty()) {
        var unread =
            stack.own().with("parameters", parameters).with(BODY, new Unknown(Unknown.Kind.TEXT));
        parts.add(showing.shown(stack.type(), stack.urn(), unread, stack.place(), stack.secret()));
        return;
      }
      var hidden = stack.secret() || body.filter(PropertyValue::isSecret).isPresent();
      var within = stack.place().isEmpty() ? BODY : stack.place() + "." + BODY;
      // The instances of a stack set are in regions and accounts of their own.
      var region = overridden ? stack.urn() : stack.region();
      for (var resource : template.get().resources(this::holds, new Scope(stack.urn(), region))) {
        var there = "%s.Resources.%s.Properties".formatted(within, resource.name());
        var ways = TranslatedResource.all(resource.type(), resource.name(), resource.properties());
        for (var index = 0; index < ways.size(); index++) {
          var it = ways.get(index);
          var as = it.shape().as();
          var part = nameOf(stack.urn() + "#" + resource.name() + "#" + index, it);
          var properties = made ? it.complete() : it.constant();
          if (reads(as, resource::properties)) {
            read(
                new Stack(
                    as,
                    part,
                    resource.properties(),
                    resource.open(),
                    properties,
                    there,
                    region,
                    hidden),
                depth + 1);
          } else {
            parts.add(showing.shown(as, part, properties, it.placeIn(there), hidden));
          }
        }
      }
    }

    private boolean affords(PropertyValue body) {
      templates++;
      if (body.bare() instanceof Text it) {
        text = Math.min(text, MOST_TEXT) + it.value().length();
      }
      return templates <= MOST_TEMPLATES && text <= MOST_TEXT;
    }
  }

  private Optional<Template> template(Source source) {
    return templates.computeIfAbsent(source, it -> Template.in(it.body(), it.given()));
  }

  /** The same for what is the same in several branches. */
  private String nameOf(String urn, TranslatedResource part) {
    var known = alternatives.computeIfAbsent(urn, it -> new ArrayList<>());
    if (!known.contains(part)) {
      known.add(part);
    }
    var index = known.indexOf(part);
    return index == 0 ? urn : urn + "~" + index;
  }
}
