package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a rule sees it: its inputs before it is created or changed, or its outputs in a
 * {@link StackView}. Reading never fails; see {@link Reading} and {@link ValueView}.
 */
public final class ResourceView {

  private final String type;
  private final String urn;
  private final String name;
  private final Lazy<Fields> properties;
  private final ResourceOptions options;
  private final Optional<ResourceView> provider;
  private final RuleContext context;

  private ResourceView(
      String type,
      String urn,
      String name,
      Lazy<Fields> properties,
      ResourceOptions options,
      Optional<ResourceView> provider,
      RuleContext context) {
    this.type = type;
    this.urn = urn;
    this.name = name;
    this.properties = properties;
    this.options = options;
    this.provider = provider;
    this.context = context;
  }

  /** A resource without options, provider or context. */
  public ResourceView(String type, String urn, String name, Fields properties) {
    this(type, urn, name, Lazy.of(properties));
  }

  private ResourceView(String type, String urn, String name, Lazy<Fields> properties) {
    this(type, urn, name, properties, ResourceOptions.NONE, Optional.empty(), RuleContext.NONE);
  }

  /** A resource whose properties are computed when a rule first reads one of them. */
  public static ResourceView lazily(
      String type, String urn, String name, Supplier<Fields> properties) {
    return new ResourceView(type, urn, name, Lazy.by(properties));
  }

  /** The type token, such as {@code aws:rds/proxy:Proxy}. */
  public String type() {
    return type;
  }

  /** The engine's name for it, unique in the stack. */
  public String urn() {
    return urn;
  }

  /** The name that the program gave it. */
  public String name() {
    return name;
  }

  /** All of its properties, in the engine's form. */
  public Fields properties() {
    return properties.get();
  }

  /** The options that it was registered with. */
  public ResourceOptions options() {
    return options;
  }

  /** The provider resource that creates it, with its inputs; a component has none. */
  public Optional<ResourceView> provider() {
    return provider;
  }

  /** The configuration of the rule that judges this resource. */
  public <T> T setting(Setting<T> setting) {
    return context.settings().get(setting);
  }

  /** The engine's facts about this resource's stack. */
  public StackFacts stack() {
    return context.stack();
  }

  /**
   * The resources of a type that the same run has shown before this one, with their inputs. The
   * engine shows a resource after all that it is computed from.
   */
  public List<ResourceView> earlier(String type) {
    return context.earlier().apply(type);
  }

  /**
   * Whether the name of its stack, as in its URN, matches one of these patterns; see {@link Glob}.
   */
  public boolean isInStack(Collection<String> patterns) {
    return Glob.anyMatches(patterns, Urn.parse(urn).stack());
  }

  /** Whether it is of another type, as its URN says, and a {@link Translation} reads it as this. */
  public boolean isTranslated() {
    var given = Urn.parse(urn).type();
    return !given.isEmpty() && !given.substring(given.lastIndexOf('$') + 1).equals(type);
  }

  /** The same resource in a rule's context. */
  public ResourceView in(RuleContext other) {
    return new ResourceView(type, urn, name, properties, options, provider, other);
  }

  /** The same resource under another URN. */
  public ResourceView withUrn(String other) {
    return new ResourceView(type, other, name, properties, options, provider, context);
  }

  /** The same resource, registered with these options. */
  public ResourceView withOptions(ResourceOptions other) {
    return new ResourceView(type, urn, name, properties, other, provider, context);
  }

  /** The same resource, with this provider resource. */
  public ResourceView withProvider(ResourceView other) {
    return new ResourceView(type, urn, name, properties, options, Optional.of(other), context);
  }

  /** The same resource with these properties in place of its own. */
  public ResourceView withProperties(Fields other) {
    return new ResourceView(type, urn, name, Lazy.of(other), options, provider, context);
  }

  /** A place in the properties. */
  public ValueView at(String path) {
    var place = ValueView.of(properties()).at(path);
    if (place.isAbsent()) {
      context.types().check(type, path);
    }
    return place;
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

  /** The texts marked as secret, which must not be shown. */
  public List<String> secretTexts() {
    var texts = new ArrayList<>(ValueView.of(properties()).secretTexts());
    provider.ifPresent(it -> texts.addAll(it.secretTexts()));
    return texts;
  }

  /**
   * This resource with a property set, for remedies. Everything else stays as the engine sent it,
   * and secrets stay secret.
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

  /** Whether both are the same resource with the same properties, whatever rule looks at it. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ResourceView that
            && urn.equals(that.urn)
            && type.equals(that.type)
            && name.equals(that.name)
            && options.equals(that.options)
            && (properties == that.properties || properties().equals(that.properties()))
            && provider.equals(that.provider));
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, urn, name);
  }

  /** Without the properties, which may contain secrets. */
  @Override
  public String toString() {
    return urn.isEmpty() ? "%s %s".formatted(type, name) : urn;
  }

  private ResourceView changed(String path, @Nullable PropertyValue value) {
    var steps = PropertyPath.parse(path).steps();
    context.types().check(type, path);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("name the property to change; the path is empty");
    }
    return withProperties((Fields) replace(properties(), steps, value));
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
