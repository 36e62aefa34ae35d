package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads resources of {@code aws-native}, of Cloud Control, and those in templates of CloudFormation
 * as the same resources of the aws provider.
 */
public final class Dialects implements Translation {

  private static final String NATIVE = "aws-native:";
  private static final String CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

  private static final Set<String> TEMPLATES =
      Set.of(
          "aws:cloudformation/stack:Stack",
          "aws:cloudformation/stackSet:StackSet",
          "aws-native:cloudformation:Stack",
          "aws-native:cloudformation:StackSet");

  @Override
  public List<Translated> of(ResourceView resource, boolean made) {
    if (TEMPLATES.contains(resource.type()) && !resource.at("templateBody").isAbsent()) {
      return ofTemplate(resource, made);
    } else if (resource.type().equals(CLOUD_CONTROL)) {
      return ofCloudControl(resource);
    }
    return resource.type().startsWith(NATIVE) ? ofNative(resource) : List.of();
  }

  private static List<Translated> ofNative(ResourceView resource) {
    var all = Made.all(resource.type(), resource.name(), resource.properties());
    return Stream.iterate(0, index -> index < all.size(), index -> index + 1)
        .map(
            index -> {
              var urn = resource.urn() + (index == 0 ? "" : "#" + index);
              var it = all.get(index);
              return new Translated(
                  view(resource, urn, it.shape(), it.constant(), false), "", origins(it));
            })
        .toList();
  }

  private static Map<String, Set<String>> origins(Made made) {
    var origins = new HashMap<String, Set<String>>();
    made.shape()
        .properties()
        .forEach(
            (from, to) ->
                origins
                    .computeIfAbsent(top(to), name -> new HashSet<>())
                    .add(decapitalised(top(from))));
    return origins;
  }

  private static String top(String path) {
    return path.replaceFirst("[.|\\[].*", "");
  }

  /** As aws-native names the properties of CloudFormation: {@code vpcSecurityGroupIds}. */
  private static String decapitalised(String name) {
    var upper = 0;
    while (upper < name.length() && Character.isUpperCase(name.charAt(upper))) {
      upper++;
    }
    var end = upper > 1 && upper < name.length() ? upper - 1 : upper;
    return name.substring(0, end).toLowerCase(Locale.ROOT) + name.substring(end);
  }

  private static List<Translated> ofCloudControl(ResourceView resource) {
    var type = resource.text("typeName").known().orElse("");
    var text = resource.text("desiredState");
    var state = text.known().flatMap(Template::parse);
    if (state.isEmpty() || Shape.of(type).isEmpty()) {
      return List.of();
    }
    var all = Made.all(type, resource.name(), state.get());
    var translated = new ArrayList<Translated>();
    for (var made : all) {
      var urn = resource.urn() + "#" + translated.size();
      translated.add(
          new Translated(
              view(resource, urn, made.shape(), made.constant(), text.isSecret()),
              "desiredState",
              Map.of()));
    }
    return translated;
  }

  private static List<Translated> ofTemplate(ResourceView stack, boolean made) {
    var parameters =
        Properties.at(stack.properties(), "parameters")
            .map(given -> Rewriting.apply("map by parameter", given))
            .orElse(Fields.NONE);
    var body = stack.text("templateBody");
    var template =
        Properties.at(stack.properties(), "templateBody")
            .flatMap(value -> Template.in(value, parameters));
    var translated = new ArrayList<Translated>();
    for (var resource : template.map(Template::resources).orElse(List.of())) {
      var place = "templateBody.Resources." + resource.name() + ".Properties";
      var all = Made.all(resource.type(), resource.name(), resource.properties());
      for (var it : all) {
        var urn = stack.urn() + "#" + resource.name() + "#" + translated.size();
        var properties = made ? it.complete() : it.constant();
        translated.add(
            new Translated(
                view(stack, urn, it.shape(), properties, body.isSecret()), place, Map.of()));
      }
    }
    return translated;
  }

  /** What was in a secret stays one. */
  private static ResourceView view(
      ResourceView resource, String urn, Shape shape, Fields properties, boolean secret) {
    var shown = properties;
    if (secret) {
      var hidden = new HashMap<String, PropertyValue>();
      properties.values().forEach((name, value) -> hidden.put(name, new Secret(value)));
      shown = new Fields(hidden);
    }
    return new ResourceView(shape.as(), urn, resource.name(), shown);
  }
}
