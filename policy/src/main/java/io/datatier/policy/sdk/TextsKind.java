package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of texts. */
record TextsKind() implements Setting.Kind<List<String>> {

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "array", "items", Map.of("type", "string"));
  }

  @Override
  public String name() {
    return "a list of texts";
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
    return List.copyOf(texts);
  }
}
