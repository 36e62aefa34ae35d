package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A resource in the shape of the aws provider.
 *
 * @param shape how it was read
 * @param properties under the provider's names
 * @param id its name, or what stands for one that is not given
 * @param place where it stands in what it was read from; empty if it is all of it
 */
record TranslatedResource(Shape shape, Fields properties, String id, String place) {

  /** The ways in which a resource of a type is read; the first one has its attributes. */
  static List<TranslatedResource> all(String type, String logicalId, PropertyValue source) {
    var id =
        Shape.of(type).stream()
            .filter(shape -> shape.each() == null && shape.fits(source))
            .limit(1)
            .flatMap(shape -> named(shape, Properties.read(shape, source)).stream())
            .findFirst()
            .orElse(logicalId.toLowerCase(Locale.ROOT));
    var all = new ArrayList<TranslatedResource>();
    for (var shape : Shape.of(type)) {
      Properties.elements(source, shape.each())
          .forEach(
              (place, element) -> {
                if (shape.fits(element)) {
                  all.add(
                      new TranslatedResource(shape, Properties.read(shape, element), id, place));
                }
              });
    }
    return all;
  }

  static TranslatedResource of(String type, String logicalId, PropertyValue source) {
    var all = all(type, logicalId, source);
    return all.isEmpty()
        ? new TranslatedResource(
            new Shape("", Map.of(), null, null, null, null, null, null), Fields.NONE, logicalId, "")
        : all.get(0);
  }

  /** Its place, if what it was read from has one as well. */
  String placeIn(String whole) {
    return place.isEmpty() || whole.isEmpty() ? whole + place : whole + "." + place;
  }

  private static Optional<String> named(Shape shape, Fields properties) {
    var values = properties.values();
    var name = values.getOrDefault("name", values.get(shape.ref() == null ? "" : shape.ref()));
    return name instanceof Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /** What a template gets of it by {@code Fn::GetAtt}, or by {@code Ref} under the empty name. */
  Optional<String> attribute(String attribute) {
    var gives = shape.attributes().get(attribute);
    if (gives != null) {
      var there = properties.values().get(gives.get(0));
      return Optional.of(there instanceof Text text ? text.value() : filled(gives.get(1)));
    }
    return attribute.isEmpty() ? Optional.of(id) : Optional.empty();
  }

  private String filled(String form) {
    var filled = form.replace("{id}", id);
    return properties.values().get("value") instanceof Text text
        ? filled.replace("{Value}", text.value())
        : filled;
  }

  /** With what AWS would make of it, in form. */
  Fields complete() {
    var all = constant();
    for (var gives : shape.attributes().values()) {
      if (!gives.get(0).isEmpty() && !all.values().containsKey(gives.get(0))) {
        all = all.with(gives.get(0), new Text(filled(gives.get(1))));
      }
    }
    if (shape.ref() != null && !all.values().containsKey(shape.ref())) {
      all = all.with(shape.ref(), new Text(id));
    }
    return all;
  }

  /** With the properties that the shape has without saying so. */
  Fields constant() {
    var all = properties;
    for (var given : shape.constants().entrySet()) {
      if (!all.values().containsKey(given.getKey())) {
        all = all.with(given.getKey(), new Text(filled(given.getValue())));
      }
    }
    return all;
  }
}
