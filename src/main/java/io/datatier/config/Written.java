package io.datatier.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** How the configuration writes the constants of an enum. */
public final class Written {

  private Written() {}

  /** The name of {@code constant} in camel case, or what {@link Named} says. */
  public static String of(Enum<?> constant) {
    try {
      var named = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Named.class);
      return named == null ? camelCase(constant.name()) : named.value();
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String camelCase(String name) {
    var words = name.toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(joining());
  }
}
