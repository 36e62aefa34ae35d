package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Numeric;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number in a range, both ends included.
 *
 * @param type what JSON schema calls it
 */
record NumberKind<T>(String type, DoubleFunction<@Nullable T> of, double least, double most)
    implements Setting.Kind<T> {

  static NumberKind<Double> any() {
    return new NumberKind<>("number", it -> it, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  static NumberKind<Integer> whole() {
    return new NumberKind<>(
        "integer", NumberKind::asInteger, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static @Nullable Integer asInteger(double number) {
    return number == (int) number ? (Integer) (int) number : null;
  }

  NumberKind<T> between(double from, double to) {
    if (!Double.isFinite(from) || !Double.isFinite(to) || from > to) {
      throw new IllegalArgumentException("there is no number from %s to %s".formatted(from, to));
    }
    return new NumberKind<>(type, of, from, to);
  }

  private boolean hasRange() {
    return Double.isFinite(most);
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", type);
    if (hasRange()) {
      schema.put("minimum", least);
      schema.put("maximum", most);
    }
    return schema;
  }

  @Override
  public String name() {
    var number = type.equals("integer") ? "a whole number" : "a number";
    return hasRange() ? "%s from %s to %s".formatted(number, text(least), text(most)) : number;
  }

  static String text(double number) {
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  @Override
  public @Nullable T read(PropertyValue given) {
    if (!(given instanceof Numeric number)) {
      return null;
    }
    return number.value() >= least && number.value() <= most ? of.apply(number.value()) : null;
  }
}
