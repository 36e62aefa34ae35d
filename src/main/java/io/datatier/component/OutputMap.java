package io.datatier.component;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.pulumi.core.Output;
import java.util.Map;

/** Maps whose values are known later. */
public final class OutputMap {

  private OutputMap() {}

  /** The map of all values, known when the last of them is. */
  public static <K, V> Output<Map<K, V>> of(Map<K, Output<V>> later) {
    return Output.all(
            later.entrySet().stream()
                .map(each -> each.getValue().applyValue(it -> Map.entry(each.getKey(), it)))
                .toList())
        .applyValue(
            known ->
                known.stream().collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
