package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A template of CloudFormation with its references resolved: to what AWS would put there in form,
 * since what it will put there is not known (CloudFormation user guide, "Intrinsic functions").
 */
final class Template {

  /** Larger ones CloudFormation refuses (CloudFormation quotas, "Template body size"). */
  private static final int LARGEST = 1 << 20;

  private static final int DEEPEST = 100;

  /**
   * The values to resolve and the characters to put together for one template. Few lines suffice
   * for a text that doubles a hundred times.
   */
  private static final int MOST_WORK = 4 * LARGEST;

  private static final String SERVERLESS = "AWS::Serverless::";

  private static final String STORED = "AWS::SSM::Parameter::Value<";

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  /** In the place of what every account has another of. */
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::Partition", "aws",
          "AWS::Region", "us-east-1",
          "AWS::StackName", "stack",
          "AWS::URLSuffix", "amazonaws.com");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[^!}][^}]*)}");

  /**
   * A resource of the template.
   *
   * @param name its logical id
   * @param type as CloudFormation has it
   * @param either the properties with the texts of both branches where instances of a stack set
   *     choose, each in a list; empty where they choose nothing
   */
  record Resource(
      String name, String type, PropertyValue properties, Optional<PropertyValue> either) {}

  private final Map<String, PropertyValue> parameters = new TreeMap<>();
  private final Map<String, PropertyValue> resources = new TreeMap<>();
  private final Map<String, PropertyValue> conditions = new TreeMap<>();
  private final PropertyValue mappings;

  /** What the Serverless Application Model adds to every resource of a kind. */
  private final PropertyValue globals;

  /**
   * Parameters that stand for what is not known: those of Systems Manager by their names, and all
   * of a stack set.
   */
  private final Set<String> standIns = new HashSet<>();

  /** Whether instances may give other parameters. */
  private final boolean overridden;

  /** Whether some choice was open, and whether both of its branches are taken. */
  private boolean choices;

  private boolean both;

  private final Map<String, Made> made = new HashMap<>();
  private final Set<String> making = new HashSet<>();
  private int work;

  private Template(PropertyValue body, PropertyValue given, boolean overridden) {
    this.overridden = overridden;
    fields(Properties.at(body, "Parameters"))
        .forEach(
            (name, parameter) -> {
              parameters.put(
                  name,
                  Properties.at(given, name)
                      .map(it -> isParameter(bare(it)) ? it : UNKNOWN)
                      .or(() -> Properties.at(parameter, "Default"))
                      .orElse(UNKNOWN));
              if (overridden
                  || Properties.at(parameter, "Type")
                      .map(Template::text)
                      .orElse("")
                      .startsWith(STORED)) {
                standIns.add(name);
              }
            });
    resources.putAll(fields(Properties.at(body, "Resources")));
    mappings = Properties.at(body, "Mappings").orElse(Fields.NONE);
    globals = Properties.at(body, "Globals").orElse(Fields.NONE);
    conditions.putAll(fields(Properties.at(body, "Conditions")));
  }

  /** A text, or a list of them: parameters have no other types. */
  private static boolean isParameter(PropertyValue value) {
    return value instanceof Elements list
        ? list.values().stream()
            .map(Template::bare)
            .noneMatch(it -> it instanceof Fields || it instanceof Elements)
        : !(value instanceof Fields);
  }

  private static Map<String, PropertyValue> fields(Optional<PropertyValue> value) {
    return value.orElse(Fields.NONE) instanceof Fields object ? object.values() : Map.of();
  }

  /**
   * The template in a text, JSON or YAML, or in an object, which aws-native takes as well; none if
   * it is none of them.
   *
   * @param parameters what the stack gives its parameters
   * @param overridden whether others may be given instead, as for each instance of a stack set
   */
  static Optional<Template> in(PropertyValue value, PropertyValue parameters, boolean overridden) {
    var bare = bare(value);
    if (bare instanceof Fields body) {
      return Optional.of(new Template(body, parameters, overridden));
    }
    return bare instanceof Text text && text.value().length() <= LARGEST
        ? TemplateText.parse(text.value()).map(body -> new Template(body, parameters, overridden))
        : Optional.empty();
  }

  /** A value without what keeps it secret. */
  static PropertyValue bare(PropertyValue value) {
    if (value instanceof Secret secret) {
      return bare(secret.value());
    }
    return value instanceof Output output
        ? output.value() == null ? UNKNOWN : bare(output.value())
        : value;
  }

  /**
   * The resources of the template, their references resolved, without those whose condition does
   * not hold.
   */
  List<Resource> resources() {
    var all = new ArrayList<Resource>();
    resources.forEach(
        (name, resource) -> {
          if (Properties.at(resource, "Type").orElse(UNKNOWN) instanceof Text type
              && mayBeMade(resource)) {
            var properties = Properties.at(resource, "Properties").orElse(Fields.NONE);
            var given = withGlobals(type.value(), properties);
            choices = false;
            var resolved = resolve(given, 0);
            both = choices;
            var either = both ? Optional.of(resolve(given, 0)) : Optional.<PropertyValue>empty();
            both = false;
            all.add(new Resource(name, type.value(), resolved, either));
          }
        });
    return all;
  }

  private boolean mayBeMade(PropertyValue resource) {
    return Properties.at(resource, "Condition")
        .flatMap(it -> holds(new Fields(Map.of("Condition", it)), 0))
        .orElse(true);
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

  private PropertyValue resolve(PropertyValue value, int depth) {
    if (depth > DEEPEST || tooMuch(1)) {
      return UNKNOWN;
    } else if (value instanceof Elements list) {
      return new Elements(
          list.values().stream()
              .map(it -> resolve(it, depth + 1))
              .filter(it -> !(it instanceof Null))
              .toList());
    } else if (value instanceof Fields fields) {
      if (fields.values().size() == 1) {
        var only = fields.values().entrySet().iterator().next();
        if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
          return call(only.getKey(), only.getValue(), depth + 1);
        }
      }
      var resolved = new TreeMap<String, PropertyValue>();
      fields.values().forEach((name, it) -> resolved.put(name, resolve(it, depth + 1)));
      return new Fields(resolved);
    }
    return value;
  }

  private boolean tooMuch(int more) {
    work = Math.min(work + more, MOST_WORK + 1);
    return work > MOST_WORK;
  }

  private PropertyValue call(String function, PropertyValue argument, int depth) {
    return switch (function) {
      case "Ref" -> argument instanceof Text name ? reference(name.value(), depth) : UNKNOWN;
      case "Fn::GetAtt" -> attribute(argument, depth);
      case "Fn::Sub" -> substitute(argument, depth);
      case "Fn::Join" -> join(resolve(argument, depth));
      case "Fn::Base64", "Fn::ToJsonString" -> resolve(argument, depth);
      case "Fn::Select" -> select(resolve(argument, depth));
      case "Fn::Split" -> split(resolve(argument, depth));
      case "Fn::FindInMap" -> find(resolve(argument, depth));
      case "Fn::If" -> choose(argument, depth);
      default -> UNKNOWN;
    };
  }

  private PropertyValue find(PropertyValue argument) {
    var found = Optional.of(mappings);
    for (var key : argument instanceof Elements list ? list.values() : List.of(UNKNOWN)) {
      found = found.flatMap(map -> plain(key).flatMap(name -> Properties.at(map, name)));
    }
    return found.orElse(UNKNOWN);
  }

  private PropertyValue choose(PropertyValue argument, int depth) {
    if (!(argument instanceof Elements list)
        || list.values().size() != 3
        || !(list.values().get(0) instanceof Text condition)) {
      return UNKNOWN;
    }
    return holds(new Fields(Map.of("Condition", condition)), depth)
        .map(holds -> resolve(list.values().get(holds ? 1 : 2), depth))
        .orElseGet(
            () -> {
              choices |= overridden;
              return both ? either(list.values().subList(1, 3), depth) : UNKNOWN;
            });
  }

  /** The texts of both branches, for one instance may get the one and another the other. */
  private PropertyValue either(List<PropertyValue> branches, int depth) {
    var said = new LinkedHashSet<PropertyValue>();
    for (var branch : branches) {
      var value = resolve(branch, depth);
      if (value instanceof Elements list && isChoice(branch)) {
        said.addAll(list.values());
      } else if (value instanceof Elements || value instanceof Fields) {
        return UNKNOWN;
      } else {
        said.add(value);
      }
    }
    return said.size() == 1
        ? said.iterator().next()
        : new Elements(said.stream().filter(it -> !(it instanceof Null)).toList());
  }

  private static boolean isChoice(PropertyValue value) {
    return value instanceof Fields fields && fields.values().keySet().equals(Set.of("Fn::If"));
  }

  /** Whether a condition holds, if what it compares is known. */
  private Optional<Boolean> holds(PropertyValue condition, int depth) {
    if (depth > DEEPEST
        || tooMuch(1)
        || !(condition instanceof Fields fields)
        || fields.values().size() != 1) {
      return Optional.empty();
    }
    var only = fields.values().entrySet().iterator().next();
    var of = only.getValue() instanceof Elements list ? list.values() : List.of(only.getValue());
    var each = of.stream().map(it -> holds(it, depth + 1)).toList();
    return switch (only.getKey()) {
      case "Condition" ->
          holds(conditions.getOrDefault(text(only.getValue()), Fields.NONE), depth + 1);
      case "Fn::Not" -> each.size() == 1 ? each.get(0).map(holds -> !holds) : Optional.empty();
      case "Fn::And" -> all(each, true);
      case "Fn::Or" -> all(each, false);
      case "Fn::Equals" -> {
        var texts = of.stream().map(it -> compared(it, depth + 1)).toList();
        yield texts.size() == 2 && texts.stream().allMatch(Optional::isPresent)
            ? Optional.of(texts.get(0).equals(texts.get(1)))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** A side of a comparison, if it is said and not what stands in its place. */
  private Optional<String> compared(PropertyValue value, int depth) {
    return isStandIn(value, depth) ? Optional.empty() : plain(resolve(value, depth));
  }

  /** Whether a value holds what another region or account has otherwise, or a stored value. */
  private boolean isStandIn(PropertyValue value, int depth) {
    if (depth > DEEPEST || tooMuch(1)) {
      return true;
    } else if (value instanceof Elements list) {
      return list.values().stream().anyMatch(it -> isStandIn(it, depth + 1));
    } else if (value instanceof Fields fields) {
      return fields.values().entrySet().stream()
          .anyMatch(
              it ->
                  it.getKey().equals("Ref")
                      ? isStandIn(text(it.getValue()))
                      : isStandIn(it.getValue(), depth + 1));
    }
    return value instanceof Text text
        && text.value().contains("${")
        && VARIABLE
            .matcher(text.value())
            .results()
            .anyMatch(hit -> isStandIn(hit.group(1).strip()));
  }

  private boolean isStandIn(String name) {
    return PSEUDO_PARAMETERS.containsKey(name) || standIns.contains(name);
  }

  /** And, or: whether all are so, or one of them is. */
  private static Optional<Boolean> all(List<Optional<Boolean>> each, boolean and) {
    if (each.contains(Optional.of(!and))) {
      return Optional.of(!and);
    }
    return each.stream().allMatch(Optional::isPresent) ? Optional.of(and) : Optional.empty();
  }

  private PropertyValue reference(String name, int depth) {
    if (name.equals("AWS::NoValue")) {
      return new Null();
    }
    var pseudo = PSEUDO_PARAMETERS.get(name);
    if (pseudo != null) {
      return new Text(pseudo);
    }
    var parameter = parameters.get(name);
    return parameter != null ? parameter : attribute(name, "", depth);
  }

  private PropertyValue attribute(PropertyValue argument, int depth) {
    var path =
        argument instanceof Elements list
            ? list.values().stream().map(Template::text).collect(Collectors.joining("."))
            : text(argument);
    var dot = path.indexOf('.');
    return dot < 0 ? UNKNOWN : attribute(path.substring(0, dot), path.substring(dot + 1), depth);
  }

  private static String text(PropertyValue value) {
    return value instanceof Text text ? text.value() : "";
  }

  private PropertyValue attribute(String name, String attribute, int depth) {
    var resource = resources.get(name);
    if (resource == null) {
      return UNKNOWN;
    }
    var known = made.get(name);
    if (known == null && making.add(name)) {
      var type = Properties.at(resource, "Type").map(Template::text).orElse("");
      var given = Properties.at(resource, "Properties").orElse(Fields.NONE);
      known = Made.of(type, name, resolve(given, depth + 1));
      made.put(name, known);
    }
    // A resource that refers to itself in a circle is none that CloudFormation makes.
    return known == null
        ? UNKNOWN
        : known.attribute(attribute).<PropertyValue>map(Text::new).orElse(UNKNOWN);
  }

  private PropertyValue substitute(PropertyValue argument, int depth) {
    var list = argument instanceof Elements elements ? elements.values() : List.of(argument);
    if (list.isEmpty() || !(list.get(0) instanceof Text text)) {
      return UNKNOWN;
    }
    var own = list.size() > 1 ? fields(Optional.of(list.get(1))) : Map.<String, PropertyValue>of();
    var result = new StringBuilder();
    var from = 0;
    var matcher = VARIABLE.matcher(text.value());
    while (matcher.find()) {
      result.append(text.value(), from, matcher.start());
      from = matcher.end();
      var name = matcher.group("name").strip();
      var value =
          own.containsKey(name)
              ? resolve(own.get(name), depth)
              : name.contains(".") ? attribute(new Text(name), depth) : reference(name, depth);
      var known = plain(value);
      if (known.isEmpty() || tooMuch(known.get().length())) {
        return UNKNOWN;
      }
      result.append(known.get());
    }
    result.append(text.value().substring(from));
    return new Text(result.toString().replace("${!", "${"));
  }

  private static Optional<String> plain(PropertyValue value) {
    if (value instanceof Text text) {
      return Optional.of(text.value());
    } else if (value instanceof PropertyValue.Numeric number) {
      return Optional.of(Long.toString((long) number.value()));
    }
    return value instanceof PropertyValue.Bool bool
        ? Optional.of(Boolean.toString(bool.value()))
        : Optional.empty();
  }

  private PropertyValue join(PropertyValue argument) {
    if (!(argument instanceof Elements pair)
        || pair.values().size() != 2
        || !(pair.values().get(1) instanceof Elements parts)) {
      return UNKNOWN;
    }
    var texts = parts.values().stream().map(Template::plain).toList();
    var between = text(pair.values().get(0));
    for (var text : texts) {
      if (text.isEmpty() || tooMuch(between.length() + text.get().length())) {
        return UNKNOWN;
      }
    }
    return new Text(texts.stream().flatMap(Optional::stream).collect(Collectors.joining(between)));
  }

  private static PropertyValue select(PropertyValue argument) {
    if (argument instanceof Elements pair
        && pair.values().size() == 2
        && pair.values().get(1) instanceof Elements list) {
      var index = plain(pair.values().get(0)).filter(it -> it.matches("\\d{1,4}"));
      var at = index.map(Integer::parseInt).orElse(list.values().size());
      return at < list.values().size() ? list.values().get(at) : UNKNOWN;
    }
    return UNKNOWN;
  }

  private static PropertyValue split(PropertyValue argument) {
    if (argument instanceof Elements pair
        && pair.values().size() == 2
        && pair.values().get(0) instanceof Text separator
        && pair.values().get(1) instanceof Text text
        && !separator.value().isEmpty()) {
      return new Elements(
          Pattern.compile(Pattern.quote(separator.value()))
              .splitAsStream(text.value())
              .<PropertyValue>map(Text::new)
              .toList());
    }
    return UNKNOWN;
  }
}
