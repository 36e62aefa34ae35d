package io.datatier.policy.dialects;

import io.datatier.policy.dialects.Intrinsics.Scope;
import io.datatier.policy.dialects.OpenSide.Called;
import io.datatier.policy.dialects.OpenSide.Joined;
import io.datatier.policy.dialects.OpenSide.Known;
import io.datatier.policy.dialects.OpenSide.Mapped;
import io.datatier.policy.dialects.OpenSide.Placed;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a template compares that only CloudFormation knows, written in one way: what is the same is
 * asked for once, whichever function and whichever template of a stack says it.
 */
final class OpenSides {

  /** In what a template writes: the name of what stands there. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[^!}$][^}$]*+)}");

  private static final Set<String> REGIONAL =
      Set.of("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix");

  /** Values: what is handed from template to template could double in each. */
  private static final int MOST_HANDED = 256;

  /** Of a mapping that has more to take from, any text is thought possible. */
  private static final int MOST_MAPPED = 64;

  /** With what a dynamic reference begins, in whose place CloudFormation puts a stored value. */
  private static final String DYNAMIC = "{{resolve:";

  private static final String END = "}}";

  private final Template template;
  private final Scope scope;

  OpenSides(Template template, Scope scope) {
    this.template = template;
    this.scope = scope;
  }

  static boolean isDynamic(String text) {
    return text.contains(DYNAMIC);
  }

  OpenSide of(PropertyValue given) {
    var value = given.bare();
    if (value instanceof Text text) {
      return inOne(List.of(new Known(text.value())));
    } else if (value instanceof Elements list) {
      return new Called("", list.values().stream().map(this::of).toList(), 0);
    }
    return value instanceof Fields fields && fields.values().size() == 1
        ? call(fields.values().entrySet().iterator().next(), value)
        : new Placed("", value, 0);
  }

  private OpenSide call(Map.Entry<String, PropertyValue> call, PropertyValue value) {
    var function = call.getKey();
    var argument = call.getValue();
    return switch (function) {
      case "Ref" -> reference(Intrinsics.text(argument));
      case "Fn::GetAtt" -> attribute(Intrinsics.path(argument));
      case "Fn::Sub" -> substituted(argument, value);
      case "Fn::Join" -> joined(argument);
      case "Fn::Select", "Fn::Split" -> new Called(function, List.of(of(argument)), 0);
      // No stack exports what is empty.
      case "Fn::ImportValue" ->
          new Called(function, List.of(new Known(scope.region()), of(argument)), 1);
      case "Fn::FindInMap" ->
          template
              .mapped(argument, this::mapped)
              .<OpenSide>map(among -> new Mapped(scope.template(), value, among))
              .orElseGet(() -> inTemplate(value, 0));
      case "Fn::Cidr", "Fn::GetAZs" -> inTemplate(value, 1);
      default -> inTemplate(value, 0);
    };
  }

  private OpenSide inTemplate(PropertyValue value, int least) {
    return new Placed(scope.template(), value, least);
  }

  private OpenSide reference(String name) {
    var handed = template.handed(name);
    if (handed != null && !template.isTooMuch(handed.size())) {
      return template.isStored(name)
          ? new Called("Ref", List.of(new Known(scope.region()), handed), 1)
          : handed;
    }
    var known = template.isStandIn(name) ? null : template.parameter(name);
    if (known != null
        && known.bare() instanceof Text text
        && !template.isTooMuch(text.value().length())) {
      return of(text);
    }
    // Systems Manager stores no empty value.
    var isFilled = Intrinsics.isPseudoParameter(name) || template.isStored(name);
    return new Placed(
        REGIONAL.contains(name) ? scope.region() : scope.template(),
        new Fields(Map.of("Ref", new Text(name))),
        isFilled ? 1 : 0);
  }

  private OpenSide attribute(String path) {
    return inTemplate(new Fields(Map.of("Fn::GetAtt", new Text(path))), 0);
  }

  /** All that a mapping has under the keys that are known. */
  private Optional<Set<String>> mapped(PropertyValue argument) {
    if (!(argument instanceof Elements keys) || keys.values().size() != 3) {
      return Optional.empty();
    }
    var found = List.of(template.mappings());
    for (var key : keys.values()) {
      if (!found.stream().allMatch(OpenSides::isWritten)) {
        return Optional.empty();
      }
      var side = of(key);
      found =
          found.stream()
              .flatMap(
                  map ->
                      side instanceof Known name
                          ? Properties.at(map, name.text()).stream()
                          : Template.fields(Optional.of(map)).values().stream())
              .toList();
      if (template.isTooMuch(found.size())) {
        return Optional.empty();
      }
    }
    var among = new HashSet<String>();
    for (var value : found) {
      var text = Intrinsics.plain(value);
      if (text.isEmpty() || isDynamic(text.get()) || among.size() == MOST_MAPPED) {
        return Optional.empty();
      }
      among.add(text.get());
    }
    return among.isEmpty() ? Optional.empty() : Optional.of(among);
  }

  /** Whether a mapping, or a part of it, is here, and no function puts more into it. */
  private static boolean isWritten(PropertyValue map) {
    return map instanceof Fields fields
        && fields.values().keySet().stream()
            .noneMatch(name -> name.startsWith("Fn::") || name.equals("Transform"));
  }

  private OpenSide substituted(PropertyValue argument, PropertyValue whole) {
    var list = argument instanceof Elements elements ? elements.values() : List.of(argument);
    if (list.isEmpty()
        || !(list.get(0) instanceof Text text)
        || template.isTooMuch(text.value().length())) {
      return inTemplate(whole, 0);
    }
    var own = Template.fields(list.stream().skip(1).findFirst());
    var parts = new ArrayList<OpenSide>();
    var from = 0;
    var matcher = VARIABLE.matcher(text.value());
    while (matcher.find()) {
      parts.add(literal(text.value().substring(from, matcher.start())));
      from = matcher.end();
      var name = matcher.group("name").strip();
      var given = own.get(name);
      parts.add(given != null ? of(given) : name.contains(".") ? attribute(name) : reference(name));
    }
    parts.add(literal(text.value().substring(from)));
    return inOne(parts);
  }

  private static Known literal(String written) {
    return new Known(written.replace("${!", "${"));
  }

  private OpenSide joined(PropertyValue argument) {
    if (!(argument instanceof Elements pair) || pair.values().size() != 2) {
      return inTemplate(argument, 0);
    }
    var between = of(pair.values().get(0));
    if (!(pair.values().get(1) instanceof Elements list)) {
      var whole = of(pair.values().get(1));
      // A known one may be commas alone.
      var least = whole instanceof Known || whole.canBe("") ? 0 : 1;
      return new Called("Fn::Join", List.of(between, whole), least);
    }
    var each = list.values().stream().filter(it -> !isNoValue(it)).toList();
    // One that turns out to have no value takes away what stands between it and the next.
    if (!between.equals(new Known("")) && each.stream().anyMatch(OpenSides::isChoice)) {
      var sides = Stream.concat(Stream.of(between), each.stream().map(this::of)).toList();
      return new Called("Fn::Join", sides, 0);
    }
    var parts = new ArrayList<OpenSide>();
    for (var part : each) {
      if (!parts.isEmpty()) {
        parts.add(between);
      }
      parts.add(of(part));
    }
    return inOne(parts);
  }

  private static boolean isNoValue(PropertyValue value) {
    return value.bare() instanceof Fields fields
        && fields.values().equals(Map.of("Ref", new Text("AWS::NoValue")));
  }

  private static boolean isChoice(PropertyValue value) {
    return value.bare() instanceof Fields fields && fields.values().containsKey("Fn::If");
  }

  /** One after another, texts side by side as one. */
  private OpenSide inOne(List<OpenSide> parts) {
    var kept = new ArrayList<OpenSide>();
    var known = new StringBuilder();
    // A dynamic reference may begin in one and end in another.
    for (var part : parts.stream().flatMap(OpenSides::parts).toList()) {
      if (part instanceof Known text) {
        known.append(text.text());
      } else {
        addText(known, kept);
        kept.add(part);
      }
    }
    addText(known, kept);
    var all = haveReference(kept) ? withOneReference(kept) : kept;
    if (all.isEmpty()) {
      return new Known("");
    }
    return all.size() == 1 ? all.get(0) : new Joined(all);
  }

  /** Whether one begins a dynamic reference, or may begin one that a text ends. */
  private static boolean haveReference(List<OpenSide> parts) {
    var open = false;
    for (var part : parts) {
      if (isDynamic(part) || (open && part instanceof Known known && known.text().contains(END))) {
        return true;
      }
      open |= isOpen(part);
    }
    return false;
  }

  /** From the first dynamic reference to the last it may be any text; the rest is as written. */
  private List<OpenSide> withOneReference(List<OpenSide> parts) {
    var first = 0;
    while (!isBegin(parts.get(first))) {
      first++;
    }
    var last = parts.size() - 1;
    while (last > first && !isEnd(parts.get(last))) {
      last--;
    }
    var before = new StringBuilder();
    var reference = new ArrayList<OpenSide>();
    var after = new StringBuilder();
    for (var index = first; index <= last; index++) {
      var part = parts.get(index);
      if (part instanceof Known known) {
        var text = known.text();
        var from = index == first ? text.indexOf(DYNAMIC) : 0;
        var end = index == last ? text.lastIndexOf(END) : -1;
        var to = end < from ? text.length() : end + END.length();
        before.append(text, 0, from);
        reference.add(new Known(text.substring(from, to)));
        after.append(text, to, text.length());
      } else {
        reference.add(part);
      }
    }
    reference.add(new Known(scope.region()));
    var all = new ArrayList<>(parts.subList(0, first));
    addText(before, all);
    // Neither Systems Manager nor Secrets Manager stores an empty value.
    all.add(new Called(DYNAMIC, reference, 1));
    addText(after, all);
    all.addAll(parts.subList(last + 1, parts.size()));
    return all;
  }

  private static Stream<OpenSide> parts(OpenSide side) {
    return side instanceof Joined joined ? joined.parts().stream() : Stream.of(side);
  }

  /** Whether a dynamic reference may begin here. */
  private static boolean isBegin(OpenSide side) {
    return side instanceof Known known ? isDynamic(known.text()) : isOpen(side);
  }

  /** Whether a dynamic reference may end here. */
  private static boolean isEnd(OpenSide side) {
    if (side instanceof Mapped mapped) {
      return mapped.among().stream().anyMatch(it -> it.contains(END));
    }
    return side instanceof Known known ? known.text().contains(END) : isOpen(side);
  }

  /** Whether it takes from texts that the template has, any of which may be part of a reference. */
  private static boolean isOpen(OpenSide side) {
    if (side instanceof Called called) {
      return !called.function().equals("Ref");
    }
    return side instanceof Placed placed
        && placed.written() instanceof Fields fields
        && fields.values().keySet().stream()
            .anyMatch(name -> name.startsWith("Fn::") && !name.equals("Fn::GetAtt"));
  }

  private static boolean isDynamic(OpenSide side) {
    return side instanceof Known known
        ? isDynamic(known.text())
        : side instanceof Called called && called.function().equals(DYNAMIC);
  }

  private static void addText(StringBuilder known, List<OpenSide> kept) {
    if (!known.isEmpty()) {
      kept.add(new Known(known.toString()));
      known.setLength(0);
    }
  }

  /** What a template is handed, under the name that is its own. */
  OpenSide handed(String name, PropertyValue given) {
    var side = of(given);
    return side.size() <= MOST_HANDED ? side : inTemplate(new Text(name), 0);
  }
}
