package io.datatier.rehearsal.core;

import static io.datatier.rehearsal.account.Transition.DELETING;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long AWS takes, where the provider waits for it; what is not here is a matter of seconds.
 * Each figure is what others have seen, and where that is named it was really seen; all others are
 * estimates. AWS promises none of them.
 */
public final class Durations {

  /** Seen: 5 to 10 minutes (hashicorp/terraform#498). */
  private static final Duration INSTANCE = Duration.ofMinutes(7);

  /** Seen: 15 to 20 minutes (hashicorp/terraform#498). */
  private static final Duration MULTI_AZ_INSTANCE = Duration.ofMinutes(16);

  /** Seen: 5 min 38 s and 6 min 31 s (hashicorp/terraform-provider-aws#19096). */
  private static final Duration CLUSTER_INSTANCE = Duration.ofMinutes(6);

  /** Seen: about 12 minutes (go-to-k/cdkd#394, tungbq/aws-lab-with-terraform#100). */
  private static final Duration CLUSTER_INSTANCE_GOES = Duration.ofMinutes(12);

  /** Seen: 1 min 3 s (tungbq/aws-lab-with-terraform#100). */
  private static final Duration CLUSTER_GOES = Duration.ofMinutes(1);

  /** Seen: more than 5 minutes (hashicorp/terraform#32358). */
  private static final Duration INSTANCE_GOES = Duration.ofMinutes(6);

  private static final Duration INSTANCE_CHANGES = Duration.ofMinutes(1);
  private static final Duration INSTANCE_IS_REBUILT = Duration.ofMinutes(10);
  private static final Duration SNAPSHOT = Duration.ofMinutes(3);
  private static final Duration CLUSTER = Duration.ofMinutes(1);

  /** Seen: more than 2 min 30 s (turbot/steampipe-plugin-aws#1414). */
  private static final Duration PROXY = Duration.ofMinutes(5);

  private static final Duration PROXY_CHANGES = Duration.ofMinutes(1);
  private static final Duration PROXY_ENDPOINT = Duration.ofMinutes(3);
  private static final Duration VPC_ENDPOINT = Duration.ofMinutes(1);

  /**
   * Lambda takes this long for the network interfaces of a subnet and groups that are new to it.
   */
  private static final Duration FUNCTION_IN_VPC = Duration.ofSeconds(90);

  /** The provider looks for the first time after five seconds (lambda/function.go). */
  private static final Duration FUNCTION = Duration.ofSeconds(5);

  private static final Duration NAT_GATEWAY = Duration.ofMinutes(2);
  private static final Duration NAT_GATEWAY_GOES = Duration.ofMinutes(1);
  private static final Duration EC2_INSTANCE = Duration.ofSeconds(30);
  private static final Duration AUTO_SCALING_GROUP = Duration.ofMinutes(1);
  private static final Duration AUTO_SCALING_GROUP_GOES = Duration.ofMinutes(3);
  private static final Duration PROVISIONED_CONCURRENCY = Duration.ofMinutes(2);

  /**
   * Lambda developer guide: up to 20 minutes; seen: 1105 s (pulumi/pulumi-aws#2642). One in a
   * hundred takes 35 minutes (ec2/vpc_network_interface.go of the provider).
   */
  public static final Duration LAMBDA_INTERFACE_GOES = Duration.ofMinutes(20);

  /** Changes for which RDS starts another machine or restarts this one. */
  private static final Set<String> REBUILDS =
      Set.of("allocatedStorage", "engineVersionActual", "instanceClass", "multiAz", "storageType");

  /** What the provider alone knows of, or changes without waiting. */
  private static final List<String> UNNOTICED =
      List.of(
          "allowMajorVersionUpgrade",
          "applyImmediately",
          "deleteAutomatedBackups",
          "finalSnapshotIdentifier",
          "skipFinalSnapshot",
          "tags",
          "tagsAll");

  private static final Map<String, Duration> DELETIONS =
      Map.of(
          Types.CLUSTER, CLUSTER_GOES,
          Types.CLUSTER_INSTANCE, CLUSTER_INSTANCE_GOES,
          Types.PROXY, PROXY,
          Types.PROXY_ENDPOINT, PROXY_ENDPOINT,
          Types.VPC_ENDPOINT, VPC_ENDPOINT,
          Types.NAT_GATEWAY, NAT_GATEWAY_GOES,
          Types.AUTO_SCALING_GROUP, AUTO_SCALING_GROUP_GOES);

  private Durations() {}

  /** What AWS does with an entity that a call has just made. */
  public static Optional<Transition> creating(Entity made, Instant now) {
    var properties = made.properties();
    return switch (made.type()) {
      case Types.INSTANCE -> {
        var takes = properties.flag("multiAz") ? MULTI_AZ_INSTANCE : INSTANCE;
        yield begun("creating", now, takes);
      }
      case Types.CLUSTER -> begun("creating", now, CLUSTER);
      case Types.CLUSTER_INSTANCE -> begun("creating", now, CLUSTER_INSTANCE);
      case Types.PROXY -> begun("creating", now, PROXY);
      case Types.PROXY_ENDPOINT -> begun("creating", now, PROXY_ENDPOINT);
      case Types.VPC_ENDPOINT ->
          properties.items("subnetIds").isEmpty()
              ? Optional.empty()
              : begun("pending", now, VPC_ENDPOINT);
      case Types.FUNCTION ->
          begun("Pending", now, isInVpc(properties) ? FUNCTION_IN_VPC : FUNCTION);
      case Types.NAT_GATEWAY -> begun("pending", now, NAT_GATEWAY);
      case Types.EC2_INSTANCE -> begun("pending", now, EC2_INSTANCE);
      case Types.PROVISIONED_CONCURRENCY -> begun("IN_PROGRESS", now, PROVISIONED_CONCURRENCY);
      case Types.AUTO_SCALING_GROUP ->
          properties.number("desiredCapacity").orElse(0) > 0
              ? begun("launching", now, AUTO_SCALING_GROUP)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What AWS does with an entity that a call has just changed. */
  public static Optional<Transition> modifying(Entity before, Entity after, Instant now) {
    var was = before.properties().without(UNNOTICED);
    var is = after.properties().without(UNNOTICED);
    if (was.equals(is)) {
      return Optional.empty();
    }
    return switch (after.type()) {
      case Types.INSTANCE, Types.CLUSTER, Types.CLUSTER_INSTANCE -> {
        boolean isRebuilt = REBUILDS.stream().anyMatch(name -> differ(was, is, name));
        yield begun("modifying", now, isRebuilt ? INSTANCE_IS_REBUILT : INSTANCE_CHANGES);
      }
      case Types.PROXY, Types.PROXY_ENDPOINT -> begun("modifying", now, PROXY_CHANGES);
      case Types.FUNCTION -> {
        boolean isMoved = isInVpc(is) && differ(was, is, "vpcConfig");
        yield begun("InProgress", now, isMoved ? FUNCTION_IN_VPC : FUNCTION);
      }
      case Types.PROVISIONED_CONCURRENCY -> begun("IN_PROGRESS", now, PROVISIONED_CONCURRENCY);
      default -> Optional.empty();
    };
  }

  /**
   * What AWS does with an entity that it was just told to delete.
   *
   * @param state the resource's properties in Pulumi's state
   */
  public static Optional<Transition> deleting(Entity entity, Fields state, Instant now) {
    if (entity.type().equals(Types.INSTANCE)) {
      var snapshot = state.flag("skipFinalSnapshot") ? Duration.ZERO : SNAPSHOT;
      return begun(DELETING, now, INSTANCE_GOES.plus(snapshot));
    }
    return Optional.ofNullable(DELETIONS.get(entity.type()))
        .flatMap(takes -> begun(DELETING, now, takes));
  }

  private static Optional<Transition> begun(String status, Instant now, Duration takes) {
    return Optional.of(new Transition(status, now, now.plus(takes)));
  }

  private static boolean isInVpc(Fields function) {
    return !function.fields("vpcConfig").items("subnetIds").isEmpty();
  }

  private static boolean differ(Fields was, Fields is, String name) {
    return !was.get(name).equals(is.get(name));
  }
}
