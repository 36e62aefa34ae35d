package io.datatier.policy.sdk;

/**
 * What can be computed from the resources of a stack alone, such as who refers to whom; see {@link
 * StackView#once}. Write it as a record of what it depends on besides: equal ones are computed
 * once.
 *
 * <pre>{@code
 * private record Queues(String region) implements Derived<Map<String, ResourceView>> {
 *   public Map<String, ResourceView> from(StackView stack) { … }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Derived<T> {

  /**
   * Computes it.
   *
   * @param stack the stack without the settings of a rule, for all rules share what comes of it
   */
  T from(StackView stack);
}
