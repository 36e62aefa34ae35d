package io.datatier.config;

/**
 * One error in the configuration.
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
