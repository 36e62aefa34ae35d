package io.datatier.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The dimensions that identify a series of a metric in CloudWatch.
 *
 * @param key the dimension whose value names the proxy or the database
 * @param others the dimensions whose values are known beforehand
 */
record Dimensions(String key, Map<String, String> others) {

  static Dimensions by(String key) {
    return new Dimensions(key, Map.of());
  }

  /** The dimensions of the proxy or database called {@code subject}, {@link #key} first. */
  Map<String, String> of(String subject) {
    var all = new LinkedHashMap<String, String>();
    all.put(key, subject);
    all.putAll(new TreeMap<>(others));
    return all;
  }
}
