package io.datatier.policy.sdk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The engine's facts about the stack. No environment variables are read. {@code pulumi policy
 * analyze} sends nothing, so all of it is empty there; {@link ResourceView#isInStack} uses the URN,
 * which is always there.
 *
 * @param name of the stack, without organization and project
 * @param preview whether this run is a preview
 * @param tags of the stack, if the backend has tags
 * @param values the stack's configuration in plain text, by keys such as {@code aws:region}; read
 *     it with {@link #config}, which knows what is secret
 * @param secretKeys the keys whose values are secret
 */
public record StackFacts(
    String organization,
    String project,
    String name,
    boolean preview,
    Map<String, String> tags,
    Map<String, String> values,
    Set<String> secretKeys) {

  /** The facts when the engine sends none. */
  public static final StackFacts NONE =
      new StackFacts("", "", "", false, Map.of(), Map.of(), Set.of());

  public StackFacts {
    tags = Map.copyOf(tags);
    values = Map.copyOf(values);
    secretKeys = Set.copyOf(secretKeys);
  }

  /** A value of the stack's configuration, by its whole key: {@code aws:region}. */
  public Reading<String> config(String key) {
    var value = values.get(key);
    return value == null
        ? Reading.absent(() -> key)
        : Reading.known(() -> key, value, secretKeys.contains(key));
  }

  /** The values that must not be shown. */
  public Collection<String> secretTexts() {
    var secret = new TreeMap<>(values);
    secret.keySet().retainAll(secretKeys);
    return secret.values();
  }

  /** Without the values, which may contain secrets. */
  @Override
  public String toString() {
    return "%s/%s/%s%s".formatted(organization, project, name, preview ? " (preview)" : "");
  }
}
