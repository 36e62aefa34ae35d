package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Locale;

/**
 * What AWS refuses of an entity that has not settled. The provider waits after each call of its
 * own, so that this shows when a run has died while it was waiting.
 */
public final class States {

  /** Of internal/service/lambda/function.go, the provider's lambdaPropagationTimeout. */
  private static final Duration FUNCTION_PATIENCE = Duration.ofMinutes(5);

  private static final String FUNCTION_CODE = "ResourceConflictException";

  private States() {}

  /** Refuses to change what has not settled, if AWS does. */
  public static void allowUpdate(Account account, Entity entity) {
    entity
        .transitionAt(account.now())
        .ifPresent(
            transition -> {
              switch (entity.type()) {
                case Types.INSTANCE, Types.CLUSTER_INSTANCE, Types.CLUSTER, Types.PROXY ->
                    throw unavailable(entity, transition);
                case Types.PROXY_ENDPOINT -> throw unavailable(entity, transition);
                case Types.FUNCTION -> throw functionBusy(entity, transition);
                default -> {}
              }
            });
  }

  /**
   * Refuses to delete what has not settled, if AWS does.
   *
   * @param state the resource's properties in Pulumi's state
   */
  public static void allowDelete(Account account, Entity entity, Fields state) {
    entity
        .transitionAt(account.now())
        .ifPresent(
            transition -> {
              switch (entity.type()) {
                case Types.INSTANCE -> {
                  if (!state.flag("skipFinalSnapshot")) {
                    throw new AwsFault(
                        "InvalidDBInstanceState",
                        "Cannot create a snapshot because the database instance %s is not currently in the available state."
                            .formatted(name(entity)));
                  }
                }
                case Types.CLUSTER, Types.PROXY, Types.PROXY_ENDPOINT ->
                    throw unavailable(entity, transition);
                default -> {}
              }
            });
  }

  /** Refuses what needs an entity that is available. */
  public static void mustBeAvailable(Account account, Entity entity) {
    entity
        .transitionAt(account.now())
        .ifPresent(
            transition -> {
              throw unavailable(entity, transition);
            });
  }

  /** Refuses what needs a function that is active. */
  public static void mustBeActive(Account account, Entity function) {
    function
        .transitionAt(account.now())
        .ifPresent(
            transition -> {
              throw new AwsFault(FUNCTION_CODE, functionMessage(function, transition));
            });
  }

  /**
   * Refuses to register an instance as a proxy's target while RDS makes it or takes it away. For
   * the first, the provider has some patience (rds/proxy_target.go).
   */
  public static void mustTakeConnections(Account account, Entity instance, Duration patience) {
    instance
        .transitionAt(account.now())
        .filter(transition -> !transition.status().equals("modifying"))
        .ifPresent(
            transition -> {
              var message =
                  "DB Instance %s is in an unsupported state - %s, needs to be in [AVAILABLE, MODIFYING, BACKING_UP]."
                      .formatted(name(instance), transition.status().toUpperCase(Locale.ROOT));
              throw transition.status().equals("creating")
                  ? new Busy("InvalidDBInstanceState", message, transition.until(), patience)
                  : new AwsFault("InvalidDBInstanceState", message);
            });
  }

  private static AwsFault functionBusy(Entity function, Transition transition) {
    return new Busy(
        FUNCTION_CODE,
        functionMessage(function, transition),
        transition.until(),
        FUNCTION_PATIENCE);
  }

  private static String functionMessage(Entity function, Transition transition) {
    return "The operation cannot be performed at this time. The function %s is currently in the following state: %s."
        .formatted(function.id(), transition.status());
  }

  private static AwsFault unavailable(Entity entity, Transition transition) {
    var code =
        switch (entity.type()) {
          case Types.CLUSTER -> "InvalidDBClusterStateFault";
          case Types.PROXY -> "InvalidDBProxyStateFault";
          case Types.PROXY_ENDPOINT -> "InvalidDBProxyEndpointStateFault";
          default -> "InvalidDBInstanceState";
        };
    return new AwsFault(
        code,
        "%s is %s, and not available. Wait until it is, and run the same command again."
            .formatted(name(entity), transition.status()));
  }

  private static String name(Entity entity) {
    return entity.text("identifier").orElse(entity.id());
  }
}
