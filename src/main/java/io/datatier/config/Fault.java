package io.datatier.config;

/**
 * One thing that is wrong with the configuration, as a sentence.
 *
 * @param key the full key, such as {@code datatier:proxy.pool.borrowTimeout}
 * @param problem what was given and what is allowed
 */
public record Fault(String key, String problem) {

  @Override
  public String toString() {
    return key + " " + problem;
  }
}
