package io.datatier.policy.dialects;

import io.datatier.policy.dialects.Branch.Comparison;
import io.datatier.policy.dialects.Intrinsics.Scope;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A template of CloudFormation. */
final class Template {

  /** Larger ones CloudFormation refuses (CloudFormation quotas, "Template body size"). */
  private static final int LARGEST = 1 << 20;

  /**
   * The values to resolve and the characters to put together, in all branches. Few lines suffice
   * for a text that doubles a hundred times.
   */
  private static final int MOST_WORK = 4 << 20;

  private static final String SERVERLESS = "AWS::Serverless::";

  private static final String STORED = "AWS::SSM::Parameter::Value<";

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  /**
   * A resource of the template.
   *
   * @param name its logical id
   * @param type as CloudFormation has it
   * @param open what is unknown of the parameters that it is given, by their names
   */
  record Resource(String name, String type, PropertyValue properties, Map<String, OpenSide> open) {}

  /**
   * What a stack gives a template.
   *
   * @param open what is unknown of the parameters, as those who give them would compare it
   * @param overridden whether others may be given instead, as for each instance of a stack set
   */
  record Given(PropertyValue parameters, Map<String, OpenSide> open, boolean overridden) {
    static final Given NOTHING = new Given(Fields.NONE, Map.of(), false);
  }

  private final Map<String, PropertyValue> parameters = new TreeMap<>();
  private final Map<String, PropertyValue> resources;
  private final Map<String, PropertyValue> conditions;
  private final PropertyValue mappings;

  /** What the Serverless Application Model adds to every resource of a kind. */
  private final PropertyValue globals;

  /**
   * Parameters that stand for what is not known: those of Systems Manager by their names, all of a
   * stack set, and what another template passes on.
   */
  private final Set<String> standIns = new HashSet<>();

  private final Set<String> stored = new HashSet<>();

  private final Map<String, OpenSide> handed;

  /** What may be taken from the mappings, by the keys; the same in every branch. */
  private final Map<PropertyValue, Optional<Set<String>>> mapped = new HashMap<>();

  private final boolean readable;

  private int work;

  private Template(PropertyValue body, Given given) {
    handed = given.overridden() ? Map.of() : given.open();
    fields(Properties.at(body, "Parameters"))
        .forEach(
            (name, parameter) -> {
              parameters.put(
                  name,
                  Properties.at(given.parameters(), name)
                      .map(it -> isParameter(it.bare()) ? it : UNKNOWN)
                      .or(() -> Properties.at(parameter, "Default"))
                      .orElse(UNKNOWN));
              if (Properties.at(parameter, "Type")
                  .map(Intrinsics::text)
                  .orElse("")
                  .startsWith(STORED)) {
                stored.add(name);
              }
              if (given.overridden() || handed.containsKey(name) || stored.contains(name)) {
                standIns.add(name);
              }
            });
    var made = section(body, "Resources");
    var compared = section(body, "Conditions");
    // What another function than a loop puts in here is kept elsewhere.
    readable =
        made.isPresent()
            && compared.isPresent()
            && fields(made).keySet().stream().noneMatch(name -> name.startsWith("Fn::"));
    resources = fields(made);
    conditions = fields(compared);
    mappings = Properties.at(body, "Mappings").orElse(Fields.NONE);
    globals = Properties.at(body, "Globals").orElse(Fields.NONE);
  }

  private Optional<PropertyValue> section(PropertyValue body, String name) {
    return Loops.writtenOut(Properties.at(body, name).orElse(Fields.NONE), parameters);
  }

  /** A text, or a list of them: parameters have no other types. */
  private static boolean isParameter(PropertyValue value) {
    return value instanceof Elements list
        ? list.values().stream()
            .map(PropertyValue::bare)
            .noneMatch(it -> it instanceof Fields || it instanceof Elements)
        : !(value instanceof Fields);
  }

  static Map<String, PropertyValue> fields(Optional<PropertyValue> value) {
    return value.orElse(Fields.NONE) instanceof Fields object ? object.values() : Map.of();
  }

  /**
   * The template in a text, JSON or YAML, or in an object, which aws-native takes as well; none if
   * it is none of them or cannot be read.
   */
  static Optional<Template> in(PropertyValue value, Given given) {
    var bare = value.bare();
    var body =
        bare instanceof Text text && text.value().length() <= LARGEST
            ? TemplateText.parse(text.value())
            : Optional.of(bare).filter(Fields.class::isInstance);
    return body.map(it -> new Template(it, given)).filter(it -> it.readable);
  }

  /**
   * The resources of known types that a branch has, their references resolved.
   *
   * @param branch how comparisons end of what is unknown
   */
  List<Resource> resources(Function<Comparison, Optional<Boolean>> branch, Scope scope) {
    var functions = new Intrinsics(this, branch, scope);
    var all = new ArrayList<Resource>();
    resources.forEach(
        (name, resource) -> {
          if (Properties.at(resource, "Type").orElse(UNKNOWN) instanceof Text type
              && !Shape.of(type.value()).isEmpty()
              && mayBeMade(resource, functions)) {
            var properties = Properties.at(resource, "Properties").orElse(Fields.NONE);
            var given = withGlobals(type.value(), properties);
            var open =
                Properties.at(given, StackReading.BODY).isPresent()
                    ? functions.open(name, Properties.at(given, "Parameters").orElse(Fields.NONE))
                    : Map.<String, OpenSide>of();
            all.add(new Resource(name, type.value(), functions.resolve(given), open));
          }
        });
    return all;
  }

  private static boolean mayBeMade(PropertyValue resource, Intrinsics functions) {
    return Properties.at(resource, "Condition").flatMap(functions::holds).orElse(true);
  }

  /** Whether no more work may be put into it than was already. */
  boolean isTooMuch(int more) {
    work = Math.min(work + more, MOST_WORK + 1);
    return work > MOST_WORK;
  }

  @Nullable PropertyValue parameter(String name) {
    return parameters.get(name);
  }

  /** Whether only CloudFormation will know what a parameter is. */
  boolean isStandIn(String parameter) {
    return standIns.contains(parameter);
  }

  /** Whether a parameter is what Systems Manager has stored under a name. */
  boolean isStored(String parameter) {
    return stored.contains(parameter);
  }

  /** What another template passes as a parameter, as that one would compare it. */
  @Nullable OpenSide handed(String parameter) {
    return handed.get(parameter);
  }

  /** Whether the update will know what a parameter is, but it is unknown now. */
  boolean isAwaited(String parameter) {
    var value = parameters.get(parameter);
    return value != null && value.bare() instanceof Unknown && !isStandIn(parameter);
  }

  @Nullable PropertyValue resource(String name) {
    return resources.get(name);
  }

  PropertyValue condition(String name) {
    return conditions.getOrDefault(name, Fields.NONE);
  }

  PropertyValue mappings() {
    return mappings;
  }

  /** What may be taken from the mappings, read once; a key may be taken from one as well. */
  Optional<Set<String>> mapped(
      PropertyValue keys, Function<PropertyValue, Optional<Set<String>>> read) {
    var known = mapped.get(keys);
    if (known == null) {
      known = read.apply(keys);
      mapped.put(keys, known);
    }
    return known;
  }

  private PropertyValue withGlobals(String type, PropertyValue properties) {
    return type.startsWith(SERVERLESS)
        ? Properties.at(globals, type.substring(SERVERLESS.length()))
            .map(common -> merged(common, properties))
            .orElse(properties)
        : properties;
  }

  private static PropertyValue merged(PropertyValue common, PropertyValue own) {
    if (!(common instanceof Fields all) || !(own instanceof Fields fields)) {
      return own;
    }
    var both = new TreeMap<>(all.values());
    fields.values().forEach((name, value) -> both.merge(name, value, Template::merged));
    return new Fields(both);
  }
}
