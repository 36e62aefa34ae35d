package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A setting with an enum's constants as values. */
record ChoiceKind<E extends Enum<E>>(Class<E> constants) implements Setting.Kind<E> {

  private Stream<E> all() {
    return Arrays.stream(constants.getEnumConstants());
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "string", "enum", all().map(this::write).toList());
  }

  @Override
  public String name() {
    return "one of " + String.join(", ", all().map(this::write).toList());
  }

  @Override
  public @Nullable E read(PropertyValue given) {
    return all().filter(it -> new Text(write(it)).equals(given)).findFirst().orElse(null);
  }

  @Override
  public String write(E constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
