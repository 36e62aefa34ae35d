package io.datatier.policy.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options that the program registered a resource with.
 *
 * @param protect whether the engine refuses to delete it
 * @param ignoreChanges the properties whose changes the engine ignores
 * @param deleteBeforeReplace whether it is deleted before it is replaced, if the program sets this
 * @param additionalSecretOutputs the outputs that are secret in addition to the provider's
 * @param aliases its former URNs
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

  /** How long operations may take; zero means the provider's default. */
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
