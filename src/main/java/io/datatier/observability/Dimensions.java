package io.datatier.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what CloudWatch tells the series of one metric apart.
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
