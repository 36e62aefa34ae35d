package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads resources of {@code aws-native}, of Cloud Control, and those in templates of CloudFormation
 * as the same resources of the aws provider.
 */
public final class Dialects implements Translation {

  private static final String NATIVE = "aws-native:";
  private static final String CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
  private static final String STATE = "desiredState";

  private static final PropertyValue UNREAD = new Unknown(Unknown.Kind.TEXT);

  @Override
  public List<Map<String, List<Translated>>> of(List<ResourceView> resources, boolean made) {
    var reads = new LinkedHashMap<String, Function<Branch, List<Translated>>>();
    resources.forEach(it -> of(it, made).ifPresent(read -> reads.put(it.urn(), read)));
    // Most often: each resource is asked about by itself, and few are templates.
    if (reads.isEmpty()) {
      return List.of();
    }
    var readings =
        Branch.each(
            branch -> {
              var reading = new LinkedHashMap<String, List<Translated>>();
              reads.forEach((urn, read) -> reading.put(urn, read.apply(branch)));
              return reading;
            });
    // Each is judged with the whole stack, so what says the same is left out.
    var different = new LinkedHashMap<List<String>, Map<String, List<Translated>>>();
    readings.forEach(
        it ->
            different.putIfAbsent(
                it.values().stream().flatMap(List::stream).map(at -> at.view().urn()).toList(),
                it));
    return List.copyOf(different.values());
  }

  private static Optional<Function<Branch, List<Translated>>> of(
      ResourceView resource, boolean made) {
    var type = resource.type();
    var as =
        type.startsWith(NATIVE)
            ? Shape.of(type).stream().findFirst().map(Shape::as).orElse(type)
            : type;
    if (type.equals(CLOUD_CONTROL)) {
      return ofCloudControl(resource, made);
    } else if (StackReading.reads(as, resource::properties)) {
      var own =
          TranslatedResource.all(type, resource.name(), resource.properties()).stream()
              .findFirst()
              .map(TranslatedResource::constant)
              .orElse(resource.properties());
      return Optional.of(
          ofStack(as, resource.urn(), resource, resource.properties(), own, "", false, made));
    }
    return type.startsWith(NATIVE) ? always(ofNative(resource)) : Optional.empty();
  }

  /** The same in every branch; nothing if nothing was read. */
  private static Optional<Function<Branch, List<Translated>>> always(List<Translated> parts) {
    return parts.isEmpty() ? Optional.empty() : Optional.of(branch -> parts);
  }

  private static List<Translated> ofNative(ResourceView resource) {
    var all = TranslatedResource.all(resource.type(), resource.name(), resource.properties());
    return Stream.iterate(0, index -> index < all.size(), index -> index + 1)
        .map(
            index -> {
              var urn = resource.urn() + (index == 0 ? "" : "#" + index);
              var it = all.get(index);
              return new Translated(
                  view(resource, urn, it.shape().as(), it.constant(), false),
                  decapitalised(it.place()),
                  origins(it));
            })
        .toList();
  }

  private static Map<String, Set<String>> origins(TranslatedResource made) {
    var origins = new HashMap<String, Set<String>>();
    var each = made.shape().each();
    made.shape()
        .properties()
        .forEach(
            (from, to) ->
                origins
                    .computeIfAbsent(top(to), name -> new HashSet<>())
                    .add(decapitalised(top(each == null ? from : each))));
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

  private static Optional<Function<Branch, List<Translated>>> ofCloudControl(
      ResourceView resource, boolean made) {
    var type = resource.text("typeName").known().orElse("");
    var text = resource.text(STATE);
    var state = text.known().flatMap(TemplateText::parse).orElse(UNREAD);
    var translated = new ArrayList<Translated>();
    for (var it : TranslatedResource.all(type, resource.name(), state)) {
      var as = it.shape().as();
      var urn = resource.urn() + "#" + translated.size();
      if (StackReading.reads(as, () -> state)) {
        return Optional.of(
            ofStack(as, urn, resource, state, it.constant(), STATE, text.isSecret(), made));
      }
      translated.add(
          new Translated(
              view(resource, urn, as, it.constant(), text.isSecret()),
              it.placeIn(STATE),
              Map.of()));
    }
    return always(translated);
  }

  private static Function<Branch, List<Translated>> ofStack(
      String as,
      String urn,
      ResourceView resource,
      PropertyValue properties,
      Fields own,
      String place,
      boolean secret,
      boolean made) {
    var region =
        resource.provider().map(ResourceView::urn).orElse("")
            + " "
            + resource.text("region").known().orElse("");
    var stack = new StackReading.Stack(as, urn, properties, Map.of(), own, place, region, secret);
    return new StackReading(
            stack,
            made,
            (type, within, read, there, hidden) ->
                new Translated(view(resource, within, type, read, hidden), there, Map.of()))
        ::in;
  }

  /** What was in a secret stays one. */
  private static ResourceView view(
      ResourceView resource, String urn, String type, Fields properties, boolean secret) {
    var shown = properties;
    if (secret) {
      var hidden = new HashMap<String, PropertyValue>();
      properties.values().forEach((name, value) -> hidden.put(name, new Secret(value)));
      shown = new Fields(hidden);
    }
    return new ResourceView(type, urn, resource.name(), shown);
  }
}
