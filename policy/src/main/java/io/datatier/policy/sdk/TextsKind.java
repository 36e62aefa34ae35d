package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of texts.
 *
 * @param least how many there are at least
 * @param most how many there are at most
 */
record TextsKind(int least, int most) implements Setting.Kind<List<String>> {

  static TextsKind any() {
    return new TextsKind(0, Integer.MAX_VALUE);
  }

  /**
   * The same list of so many texts.
   *
   * @throws IllegalArgumentException if no list is like that
   */
  TextsKind {
    if (least < 0 || least > most) {
      throw new IllegalArgumentException(
          "there is no list of %d to %d texts".formatted(least, most));
    }
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "array");
    schema.put("items", Map.of("type", "string"));
    if (least > 0) {
      schema.put("minItems", least);
    }
    if (most < Integer.MAX_VALUE) {
      schema.put("maxItems", most);
    }
    return schema;
  }

  @Override
  public String name() {
    if (most < Integer.MAX_VALUE) {
      return "a list of %d to %d texts".formatted(least, most);
    }
    return least > 0 ? "a list of %d texts or more".formatted(least) : "a list of texts";
  }

  @Override
  public @Nullable List<String> read(PropertyValue given) {
    if (!(given instanceof Elements elements)) {
      return null;
    }
    var texts = new ArrayList<String>();
    for (var element : elements.values()) {
      if (!(element instanceof Text text)) {
        return null;
      }
      texts.add(text.value());
    }
    return texts.size() >= least && texts.size() <= most ? List.copyOf(texts) : null;
  }
}
