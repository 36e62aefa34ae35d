package io.datatier.policy.dialects;

import io.datatier.policy.dialects.Intrinsics.Scope;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a template compares that nobody knows before CloudFormation does, written in one way: what
 * is the same is asked for once, whichever function and whichever template of a stack says it.
 */
final class OpenSide {

  /** In what a template writes: the name of what stands there. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[^!}$][^}$]*+)}");

  private static final Set<String> REGIONAL =
      Set.of("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix");

  /** Values: what is handed from template to template could double in each. */
  private static final int MOST_HANDED = 256;

  private final Template template;
  private final Scope scope;

  OpenSide(Template template, Scope scope) {
    this.template = template;
    this.scope = scope;
  }

  PropertyValue of(PropertyValue given) {
    var value = Template.bare(given);
    if (value instanceof Elements list) {
      return new Elements(list.values().stream().map(this::of).toList());
    }
    return value instanceof Fields fields && fields.values().size() == 1
        ? call(fields.values().entrySet().iterator().next(), value)
        : value;
  }

  private PropertyValue call(Map.Entry<String, PropertyValue> call, PropertyValue value) {
    var function = call.getKey();
    var argument = call.getValue();
    return switch (function) {
      case "Ref" -> reference(Intrinsics.text(argument));
      case "Fn::GetAtt" -> attribute(Intrinsics.path(argument));
      case "Fn::Sub" -> substituted(argument, value);
      case "Fn::Join" -> joined(argument);
      case "Fn::Select", "Fn::Split" -> new Fields(Map.of(function, of(argument)));
      case "Fn::ImportValue" -> in(scope.region(), new Fields(Map.of(function, of(argument))));
      default -> in(scope.template(), value);
    };
  }

  /** The same within a template, or a region of an account. */
  private static PropertyValue in(String scope, PropertyValue value) {
    return new Elements(List.of(new Text(scope), value));
  }

  private PropertyValue reference(String name) {
    var handed = template.handed(name);
    if (handed != null && !template.isTooMuch(size(handed))) {
      return handed;
    }
    var known = template.isStandIn(name) ? null : template.parameter(name);
    if (known != null
        && Template.bare(known) instanceof Text text
        && !template.isTooMuch(text.value().length())) {
      return text;
    }
    var scoped = REGIONAL.contains(name) ? scope.region() : scope.template();
    return in(scoped, new Fields(Map.of("Ref", new Text(name))));
  }

  private PropertyValue attribute(String path) {
    return in(scope.template(), new Fields(Map.of("Fn::GetAtt", new Text(path))));
  }

  private PropertyValue substituted(PropertyValue argument, PropertyValue whole) {
    var list = argument instanceof Elements elements ? elements.values() : List.of(argument);
    if (list.isEmpty()
        || !(list.get(0) instanceof Text text)
        || template.isTooMuch(text.value().length())) {
      return in(scope.template(), whole);
    }
    var own = Template.fields(list.stream().skip(1).findFirst());
    var parts = new ArrayList<PropertyValue>();
    var from = 0;
    var matcher = VARIABLE.matcher(text.value());
    while (matcher.find()) {
      parts.add(new Text(text.value().substring(from, matcher.start())));
      from = matcher.end();
      var name = matcher.group("name").strip();
      var given = own.get(name);
      parts.add(given != null ? of(given) : name.contains(".") ? attribute(name) : reference(name));
    }
    parts.add(new Text(text.value().substring(from)));
    return inOne(parts);
  }

  private PropertyValue joined(PropertyValue argument) {
    if (!(argument instanceof Elements pair)
        || pair.values().size() != 2
        || !(pair.values().get(1) instanceof Elements list)) {
      return in(scope.template(), argument);
    }
    var parts = new ArrayList<PropertyValue>();
    for (var part : list.values()) {
      if (!parts.isEmpty()) {
        parts.add(of(pair.values().get(0)));
      }
      parts.add(of(part));
    }
    return inOne(parts);
  }

  /** One after another, texts side by side as one. */
  private static PropertyValue inOne(List<PropertyValue> parts) {
    var kept = new ArrayList<PropertyValue>();
    var known = new StringBuilder();
    for (var part : parts) {
      if (part instanceof Text text) {
        known.append(text.value());
      } else {
        addText(known, kept);
        kept.add(part);
      }
    }
    addText(known, kept);
    return kept.size() == 1 ? kept.get(0) : new Elements(kept);
  }

  private static void addText(StringBuilder known, List<PropertyValue> kept) {
    if (!known.isEmpty()) {
      kept.add(new Text(known.toString()));
      known.setLength(0);
    }
  }

  /** What a template is handed, under the name that is its own. */
  PropertyValue handed(String name, PropertyValue given) {
    var side = of(given);
    return size(side) <= MOST_HANDED ? side : in(scope.template(), new Text(name));
  }

  private static int size(PropertyValue side) {
    if (side instanceof Elements list) {
      return 1 + list.values().stream().mapToInt(OpenSide::size).sum();
    } else if (side instanceof Fields fields) {
      return 1 + fields.values().values().stream().mapToInt(OpenSide::size).sum();
    }
    return 1 + Intrinsics.text(side).length() / 64;
  }
}
