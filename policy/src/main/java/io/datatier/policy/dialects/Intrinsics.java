package io.datatier.policy.dialects;

import io.datatier.policy.dialects.Branch.Comparison;
import io.datatier.policy.dialects.OpenSide.Both;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The functions and conditions of a template: references resolved to what AWS would put there in
 * form, since what it will put there is not known (CloudFormation user guide, "Intrinsic
 * functions"), and choices as a branch takes them.
 */
final class Intrinsics {

  private static final int DEEPEST = 100;

  private static final PropertyValue UNKNOWN = new Unknown(Unknown.Kind.TEXT);

  /** In the place of what every account has another of. */
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::Partition", "aws",
          "AWS::Region", "us-east-1",
          "AWS::StackId",
              "arn:aws:cloudformation:us-east-1:123456789012:stack/stack/51af3dc0-da77-11e4-872e-1234567db123",
          "AWS::StackName", "stack",
          "AWS::URLSuffix", "amazonaws.com");

  private final Template template;
  private final Function<Comparison, Optional<Boolean>> branch;
  private final OpenSides openSides;
  private final Map<String, TranslatedResource> made = new HashMap<>();
  private final Set<String> making = new HashSet<>();

  /**
   * What a template compares is the same in.
   *
   * @param template where it stands
   * @param region what is in one region of one account
   */
  record Scope(String template, String region) {}

  /** Those of a template, and how its comparisons end if their values are unknown. */
  Intrinsics(Template template, Function<Comparison, Optional<Boolean>> branch, Scope scope) {
    this.template = template;
    this.branch = branch;
    this.openSides = new OpenSides(template, scope);
  }

  /** A value with its functions called. */
  PropertyValue resolve(PropertyValue value) {
    return resolve(value, 0);
  }

  /** Whether a condition holds, by its name, if what it compares is known. */
  Optional<Boolean> holds(PropertyValue condition) {
    return holds(new Fields(Map.of("Condition", condition)), 0);
  }

  /** What is unknown of the parameters that a resource gives another template, by their names. */
  Map<String, OpenSide> open(String resource, PropertyValue parameters) {
    var open = new TreeMap<String, OpenSide>();
    Template.fields(chosen(parameters.bare(), 0).map(PropertyValue::bare))
        .forEach(
            (name, given) ->
                chosen(given, 0)
                    .filter(it -> !(resolve(it, 0) instanceof Null))
                    .filter(it -> !refers(it, template::isAwaited, 0))
                    .filter(it -> compared(it, 0).isEmpty())
                    .filter(it -> !isComputed(it))
                    .ifPresent(it -> open.put(name, openSides.handed(resource + "." + name, it))));
    return open;
  }

  /** From what a resource will have, of which not every value can be: no proxy's host is empty. */
  private static boolean isComputed(PropertyValue given) {
    var value = given.bare();
    if (value instanceof Elements list) {
      return list.values().stream().anyMatch(Intrinsics::isComputed);
    } else if (value instanceof Fields fields) {
      return fields.values().containsKey("Fn::GetAtt")
          || fields.values().values().stream().anyMatch(Intrinsics::isComputed);
    }
    return OpenSides.VARIABLE
        .matcher(text(value))
        .results()
        .anyMatch(hit -> hit.group(1).contains("."));
  }

  /** The alternative that is taken, as it is written. */
  private Optional<PropertyValue> chosen(PropertyValue given, int depth) {
    return depth < DEEPEST
            && given instanceof Fields fields
            && fields.values().get("Fn::If") instanceof Elements list
            && list.values().size() == 3
        ? holds(list.values().get(0))
            .flatMap(holds -> chosen(list.values().get(holds ? 1 : 2), depth + 1))
        : Optional.of(given);
  }

  private PropertyValue resolve(PropertyValue value, int depth) {
    if (depth > DEEPEST || template.isTooMuch(1)) {
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
    var found = Optional.of(template.mappings());
    for (var key : argument instanceof Elements list ? list.values() : List.of(UNKNOWN)) {
      found = found.flatMap(map -> plain(key).flatMap(name -> Properties.at(map, name)));
    }
    return charged(found.orElse(UNKNOWN));
  }

  /** A value that stands there once, and may be asked for in thousands of places. */
  private PropertyValue charged(PropertyValue value) {
    return template.isTooMuch(sizeOf(value)) ? UNKNOWN : value;
  }

  private static int sizeOf(PropertyValue value) {
    return 1 + text(value).length() + value.children().stream().mapToInt(Intrinsics::sizeOf).sum();
  }

  private PropertyValue choose(PropertyValue argument, int depth) {
    return argument instanceof Elements list
            && list.values().size() == 3
            && list.values().get(0) instanceof Text condition
        ? holds(new Fields(Map.of("Condition", condition)), depth)
            .map(holds -> resolve(list.values().get(holds ? 1 : 2), depth))
            .orElse(UNKNOWN)
        : UNKNOWN;
  }

  /** Whether a condition holds, if what it compares is known. */
  private Optional<Boolean> holds(PropertyValue condition, int depth) {
    if (depth > DEEPEST
        || template.isTooMuch(1)
        || !(condition instanceof Fields fields)
        || fields.values().size() != 1) {
      return Optional.empty();
    }
    var only = fields.values().entrySet().iterator().next();
    var of = only.getValue() instanceof Elements list ? list.values() : List.of(only.getValue());
    var each = of.stream().map(it -> holds(it, depth + 1)).toList();
    return switch (only.getKey()) {
      case "Condition" -> holds(template.condition(text(only.getValue())), depth + 1);
      case "Fn::Not" -> each.size() == 1 ? each.get(0).map(holds -> !holds) : Optional.empty();
      case "Fn::And" -> all(each, true);
      case "Fn::Or" -> all(each, false);
      case "Fn::Equals" ->
          of.size() == 2 ? equal(of.get(0), of.get(1), depth + 1) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> equal(PropertyValue one, PropertyValue other, int depth) {
    if (refers(one, template::isAwaited, depth) || refers(other, template::isAwaited, depth)) {
      return Optional.empty();
    }
    var first = compared(one, depth);
    var second = compared(other, depth);
    if (first.isPresent() && second.isPresent()) {
      return Optional.of(first.equals(second));
    }
    if (first.isPresent() || second.isPresent()) {
      var open = openSides.of(first.isPresent() ? other : one);
      var to = first.or(() -> second).orElse("");
      return open.canBe(to) ? branch.apply(new Comparison(open, to)) : Optional.of(false);
    }
    var sides = new HashSet<>(List.of(openSides.of(one), openSides.of(other)));
    return sides.size() == 1
        ? Optional.of(true)
        : branch.apply(new Comparison(new Both(sides), ""));
  }

  /** A side of a comparison, if it is said and not what stands in its place. */
  private Optional<String> compared(PropertyValue value, int depth) {
    return refers(value, this::isStandIn, depth)
        ? Optional.empty()
        : plain(resolve(value, depth).bare()).filter(text -> !OpenSides.isDynamic(text));
  }

  /** Whether CloudFormation itself gives this name a text, which is never empty. */
  static boolean isPseudoParameter(String name) {
    return PSEUDO_PARAMETERS.containsKey(name);
  }

  /** Of what another region or account has otherwise, or an instance, or of a stored value. */
  private boolean isStandIn(String name) {
    return isPseudoParameter(name) || template.isStandIn(name);
  }

  /** Whether a value refers to one of these, or does not tell yet. */
  private boolean refers(PropertyValue given, Predicate<String> names, int depth) {
    var value = given.bare();
    if (depth > DEEPEST || template.isTooMuch(1) || value instanceof Unknown) {
      return true;
    } else if (value instanceof Elements list) {
      return list.values().stream().anyMatch(it -> refers(it, names, depth + 1));
    } else if (value instanceof Fields fields) {
      return fields.values().entrySet().stream()
          .anyMatch(
              it ->
                  it.getKey().equals("Ref")
                      ? names.test(text(it.getValue()))
                      : refers(it.getValue(), names, depth + 1));
    }
    return value instanceof Text text
        && text.value().contains("${")
        && OpenSides.VARIABLE
            .matcher(text.value())
            .results()
            .anyMatch(hit -> names.test(hit.group(1).strip()));
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
    var parameter = template.parameter(name);
    return parameter != null ? parameter : attribute(name, "", depth);
  }

  private PropertyValue attribute(PropertyValue argument, int depth) {
    var path = path(argument);
    var dot = path.indexOf('.');
    return dot < 0 ? UNKNOWN : attribute(path.substring(0, dot), path.substring(dot + 1), depth);
  }

  /** The name of a resource and of what it has, with a dot between them. */
  static String path(PropertyValue argument) {
    return argument instanceof Elements list
        ? list.values().stream().map(Intrinsics::text).collect(Collectors.joining("."))
        : text(argument);
  }

  static String text(PropertyValue value) {
    return value instanceof Text text ? text.value() : "";
  }

  private PropertyValue attribute(String name, String attribute, int depth) {
    var resource = template.resource(name);
    if (resource == null) {
      return UNKNOWN;
    }
    var known = made.get(name);
    if (known == null && making.add(name)) {
      var type = Properties.at(resource, "Type").map(Intrinsics::text).orElse("");
      var given = Properties.at(resource, "Properties").orElse(Fields.NONE);
      // Of other types no more than the name is known, whatever they are made with.
      var read = Shape.of(type).isEmpty() ? Fields.NONE : resolve(given, depth + 1);
      known = TranslatedResource.of(type, name, read);
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
    var own =
        list.size() > 1
            ? Template.fields(Optional.of(list.get(1)))
            : Map.<String, PropertyValue>of();
    var result = new StringBuilder();
    var from = 0;
    var matcher = OpenSides.VARIABLE.matcher(text.value());
    while (matcher.find()) {
      result.append(text.value(), from, matcher.start());
      from = matcher.end();
      var name = matcher.group("name").strip();
      var value =
          own.containsKey(name)
              ? resolve(own.get(name), depth)
              : name.contains(".") ? attribute(new Text(name), depth) : reference(name, depth);
      var form = form(value);
      if (template.isTooMuch(form.length())) {
        return UNKNOWN;
      }
      result.append(form);
    }
    result.append(text.value().substring(from));
    return legible(result.toString().replace("${!", "${"));
  }

  /** A scalar as a text, or what is known of it. */
  static String form(PropertyValue value) {
    return value instanceof Unknown unknown && !unknown.form().isEmpty()
        ? unknown.form()
        : plain(value).orElse(Unknown.PART);
  }

  /** A text that is unknown if a part of it is. */
  static PropertyValue legible(String form) {
    return form.contains(Unknown.PART)
        ? new Unknown(Unknown.Kind.TEXT, form.equals(Unknown.PART) ? "" : form)
        : new Text(form);
  }

  /** What a scalar is as a text. */
  static Optional<String> plain(PropertyValue value) {
    return Optional.ofNullable(value.asText());
  }

  private PropertyValue join(PropertyValue argument) {
    if (!(argument instanceof Elements pair)
        || pair.values().size() != 2
        || !(pair.values().get(1) instanceof Elements parts)) {
      return UNKNOWN;
    }
    var texts = parts.values().stream().map(Intrinsics::form).toList();
    var between = text(pair.values().get(0));
    for (var text : texts) {
      if (template.isTooMuch(between.length() + text.length())) {
        return UNKNOWN;
      }
    }
    return legible(String.join(between, texts));
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

  private PropertyValue split(PropertyValue argument) {
    if (argument instanceof Elements pair
        && pair.values().size() == 2
        && pair.values().get(0) instanceof Text separator
        && pair.values().get(1) instanceof Text text
        && !separator.value().isEmpty()
        && !template.isTooMuch(text.value().length())) {
      return new Elements(
          Pattern.compile(Pattern.quote(separator.value()))
              .splitAsStream(text.value())
              .<PropertyValue>map(Text::new)
              .toList());
    }
    return UNKNOWN;
  }
}
