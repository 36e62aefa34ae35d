package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a rule sees it: its inputs, before it is made or changed, or in a {@link StackView}
 * its outputs. Reading never fails; see {@link Reading} and {@link ValueView}.
 *
 * @param type the type token, such as {@code aws:rds/proxy:Proxy}
 * @param urn the engine's name for it, unique in the stack
 * @param name the name that the program gave it
 * @param properties all of its properties, in the engine's form
 */
public record ResourceView(String type, String urn, String name, Fields properties) {

  /** A place in the properties. */
  public ValueView at(String path) {
    return ValueView.of(properties).at(path);
  }

  /** A truth value; see {@link ValueView#bool}. */
  public Reading<Boolean> bool(String path) {
    return at(path).bool("");
  }

  /** A text; see {@link ValueView#text}. */
  public Reading<String> text(String path) {
    return at(path).text("");
  }

  /** A number; see {@link ValueView#number}. */
  public Reading<Double> number(String path) {
    return at(path).number("");
  }

  /** A list; see {@link ValueView#list}. */
  public Reading<List<ValueView>> list(String path) {
    return at(path).list("");
  }

  /** An object; see {@link ValueView#object}. */
  public Reading<ValueView> object(String path) {
    return at(path).object("");
  }

  /** The texts marked as secret, for whoever must keep them out of what is shown. */
  public List<String> secretTexts() {
    return at("").secretTexts();
  }

  /**
   * This resource with a property set, for remedies. Everything else stays as the engine sent it,
   * and a secret stays one.
   *
   * @param value plain data; see {@link PropertyValue#of}
   */
  public ResourceView with(String path, @Nullable Object value) {
    return changed(path, PropertyValue.of(value));
  }

  /** This resource without a property, for remedies. */
  public ResourceView without(String path) {
    return changed(path, null);
  }

  private ResourceView changed(String path, @Nullable PropertyValue value) {
    var steps = PropertyPath.parse(path).steps();
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("name the property to change; the path is empty");
    }
    return new ResourceView(type, urn, name, (Fields) replace(properties, steps, value));
  }

  private static PropertyValue replace(
      PropertyValue in, List<Object> steps, @Nullable PropertyValue value) {
    if (in instanceof Secret secret) {
      return new Secret(replace(secret.value(), steps, value));
    }
    var step = steps.get(0);
    var rest = steps.subList(1, steps.size());
    if (step instanceof Integer index) {
      var elements = new ArrayList<>(in instanceof Elements list ? list.values() : List.of());
      if (index >= elements.size()) {
        if (value == null) {
          return in;
        }
        throw new IllegalArgumentException(
            "there is no element %d; the list has %d".formatted(index, elements.size()));
      }
      if (rest.isEmpty() && value == null) {
        elements.remove(index.intValue());
      } else {
        elements.set(index, inner(elements.get(index), rest, value));
      }
      return new Elements(elements);
    }
    var key = step.toString();
    var fields = in instanceof Fields object ? object : Fields.NONE;
    if (rest.isEmpty() && value == null) {
      return fields.without(key);
    }
    var below = fields.values().getOrDefault(key, new Null());
    return fields.with(key, inner(below, rest, value));
  }

  private static PropertyValue inner(
      PropertyValue below, List<Object> rest, @Nullable PropertyValue value) {
    if (!rest.isEmpty()) {
      return replace(below, rest, value);
    } else if (value == null) {
      return new Null();
    }
    return below instanceof Secret && !(value instanceof Secret) ? new Secret(value) : value;
  }
}
