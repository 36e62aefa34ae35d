package io.datatier.policy.dialects;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a type of CloudFormation is a type of the aws provider. The table of them is {@code
 * cloudformation.json} next to this class.
 *
 * @param as the type of the aws provider
 * @param properties from CloudFormation's names to the provider's, as paths; {@code []} stands for
 *     every element of a list, and {@code |} is followed by how the value is rewritten
 * @param ref the property whose value {@code Ref} gives in a template
 * @param gives what {@code Fn::GetAtt} gives in a template, and {@code Ref} under the empty name:
 *     the property that has it, and the form of its value, in which {@code {id}} is the name
 * @param given properties that the type has without saying so
 * @param when properties of CloudFormation's, or {@code Property=value}, one of which it has:
 *     without any it is another type, or nothing
 * @param unless a property of CloudFormation's with which it is another type
 * @param each the list, if {@code []} follows, or the map of CloudFormation's each element of which
 *     is such a resource, with the names in it
 */
record Shape(
    String as,
    Map<String, String> properties,
    @Nullable String ref,
    @Nullable Map<String, List<String>> gives,
    @Nullable Map<String, String> given,
    @Nullable List<String> when,
    @Nullable String unless,
    @Nullable String each) {

  private static final Map<String, List<Shape>> ALL = load();

  Map<String, List<String>> attributes() {
    return Objects.requireNonNullElse(gives, Map.of());
  }

  Map<String, String> constants() {
    return Objects.requireNonNullElse(given, Map.of());
  }

  /** Whether a resource has this shape: a member of a cluster is an instance of another kind. */
  boolean fits(PropertyValue source) {
    // What is unknown may be of any kind.
    return source instanceof Unknown
        || ((when == null || when.stream().anyMatch(it -> has(source, it)))
            && (unless == null || Properties.at(source, unless).isEmpty()));
  }

  private static boolean has(PropertyValue source, String property) {
    var value = property.indexOf('=');
    var there = Properties.at(source, value < 0 ? property : property.substring(0, value));
    return value < 0
        ? there.filter(it -> !(it instanceof Elements list && list.values().isEmpty())).isPresent()
        : there.equals(Optional.of(new Text(property.substring(value + 1))));
  }

  /** The shapes of a type, as {@code AWS::RDS::DBInstance} or {@code aws-native:rds:DbInstance}. */
  static List<Shape> of(String type) {
    return ALL.getOrDefault(key(type), List.of());
  }

  private static String key(String type) {
    return type.replace("::", ":").replaceFirst("^[^:]*:", "").toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<Shape>> load() {
    var types = new TypeToken<Map<String, List<Shape>>>() {};
    try (var file = Shape.class.getResourceAsStream("cloudformation.json")) {
      Reader reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8);
      var shapes = new HashMap<String, List<Shape>>();
      new Gson().fromJson(reader, types).forEach((type, all) -> shapes.put(key(type), all));
      return Map.copyOf(shapes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
