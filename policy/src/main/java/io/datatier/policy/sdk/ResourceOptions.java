package io.datatier.policy.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options that the program registered a resource with, as the engine tells them.
 *
 * @param protect whether the engine refuses to delete it
 * @param ignoreChanges the properties whose changes the engine passes over
 * @param deleteBeforeReplace whether it is deleted before it is replaced, where the program says so
 * @param additionalSecretOutputs the outputs that are secret besides what the provider says
 * @param aliases the URNs that it was known by
 * @param timeouts how long its operations may take
 * @param parent the URN of its parent, or empty
 */
public record ResourceOptions(
    boolean protect,
    List<String> ignoreChanges,
    Optional<Boolean> deleteBeforeReplace,
    List<String> additionalSecretOutputs,
    List<String> aliases,
    Timeouts timeouts,
    String parent) {

  /** What the engine sends of a resource without options. */
  public static final ResourceOptions NONE =
      new ResourceOptions(
          false, List.of(), Optional.empty(), List.of(), List.of(), Timeouts.DEFAULT, "");

  public ResourceOptions {
    ignoreChanges = List.copyOf(ignoreChanges);
    additionalSecretOutputs = List.copyOf(additionalSecretOutputs);
    aliases = List.copyOf(aliases);
  }

  /** How long operations may take; zero leaves it to the provider. */
  public record Timeouts(Duration create, Duration read, Duration update, Duration delete) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** The same options, protected or not. */
  public ResourceOptions protect(boolean value) {
    return new ResourceOptions(
        value,
        ignoreChanges,
        deleteBeforeReplace,
        additionalSecretOutputs,
        aliases,
        timeouts,
        parent);
  }

  /** The same options, ignoring changes of these properties. */
  public ResourceOptions ignoreChanges(String... properties) {
    return new ResourceOptions(
        protect,
        List.of(properties),
        deleteBeforeReplace,
        additionalSecretOutputs,
        aliases,
        timeouts,
        parent);
  }
}
