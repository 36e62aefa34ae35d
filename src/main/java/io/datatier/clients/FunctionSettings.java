package io.datatier.clients;

import io.datatier.capacity.Client;
import io.datatier.capacity.Load;
import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.Flat;
import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Unique;
import io.datatier.encryption.KeyArn;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of {@code datatier:functions}: a Lambda function.
 *
 * @param name in the configuration without, in AWS with the stack's name
 * @param artifact its code
 * @param timeout above the proxy's default borrow timeout, so that the function still gets the
 *     proxy's error
 * @param reservedConcurrency the most concurrent executions, each of which holds one connection to
 *     the proxy; not 0, which Lambda takes for "throttle everything": an emergency brake, not a
 *     setting
 * @param provisionedConcurrency how many executions are kept ready for calls of the alias {@code
 *     live}, and of nothing else; without it, there is no alias
 * @param architecture what was built for one processor fails on the other only when it is called,
 *     which no preview shows
 * @param layers in the order in which they are laid
 * @param ephemeralStorageMib size of {@code /tmp}
 * @param deadLetterTarget where events go with which it failed
 * @param environment additional variables
 * @param environmentKey the KMS key that encrypts its environment
 * @param access what it may use besides the database
 * @param sources what calls it
 * @param login its database user and endpoint
 * @param load its expected load
 */
@RecordBuilder
public record FunctionSettings(
    @Required("the name in AWS, without the stack's name")
        @Allows(
            "1 to 64 letters, digits, `-` and `_`; the function's name in AWS is this, a hyphen and"
                + " the stack's name")
        @Unique("clients")
        FunctionName name,
    @Required("a path, or an S3 object with bucket and key")
        @Allows(
            "a folder or a zip, jar or tar archive, relative to the project, or an object in S3")
        Artifact artifact,
    @ByDefault("nodejs22.x") @Allows("a Lambda runtime") LambdaRuntime runtime,
    @ByDefault("index.handler") @Allows("1 to 128 characters") FunctionHandler handler,
    @ByDefault("256") @Between(least = "128", most = "10240", unit = "MiB") int memoryMib,
    @ByDefault("150s")
        @Between(least = "1s", most = "15m")
        @Allows(
            "; above `pool.borrowTimeout`, or the function times out before it sees the proxy's"
                + " error")
        Duration timeout,
    @Otherwise("as many as the account allows")
        @Between(least = "1", unit = "concurrent executions")
        @Allows("; each holds one connection to the proxy")
        OptionalInt reservedConcurrency,
    @Between(least = "1", unit = "concurrent executions")
        @Allows(", no more than `reservedConcurrency`; kept ready for calls of the alias `live`")
        OptionalInt provisionedConcurrency,
    @ByDefault("x86_64") @Allows("; what the code and the layers are built for")
        Architecture architecture,
    @Between(most = "5", unit = "layers")
        @Allows("the ARNs of up to five layer versions, in the order in which Lambda applies them")
        List<LayerArn> layers,
    @ByDefault("512")
        @Between(least = "512", most = "10240", unit = "MiB")
        @Allows("; the size of `/tmp`")
        int ephemeralStorageMib,
    @ByDefault("passThrough")
        @Allows("; X-Ray samples all invocations, or records those that the caller traces")
        Tracing tracing,
    @Allows(
            "the ARN of a standard queue or topic for the events of failed asynchronous"
                + " invocations")
        Optional<DeadLetterTarget> deadLetterTarget,
    @Allows("more environment variables; no secrets") EnvironmentVariables environment,
    @Otherwise("AWS's own") @Allows("the ARN of a KMS key that encrypts the environment")
        Optional<KeyArn> environmentKey,
    @Flat FunctionAccess access,
    @Flat EventSources sources,
    @Flat ClientLogin login,
    @Flat Load load) {

  private static final int LONGEST_RULE = 64;

  public FunctionSettings {
    layers = List.copyOf(layers);
    Constraints.check(
        FunctionSettings.class,
        name,
        artifact,
        runtime,
        handler,
        memoryMib,
        timeout,
        reservedConcurrency,
        provisionedConcurrency,
        architecture,
        layers,
        ephemeralStorageMib,
        tracing,
        deadLetterTarget,
        environment,
        environmentKey,
        access,
        sources,
        login,
        load);
  }

  /** A builder with the defaults. */
  public static FunctionSettingsBuilder builder(FunctionName name, Artifact artifact) {
    return FunctionSettingsBuilder.builder(Defaults.of(FunctionSettings.class, name, artifact));
  }

  // Lambda API, PutProvisionedConcurrencyConfig.
  @Rule
  static void requireReservation(
      OptionalInt provisionedConcurrency, OptionalInt reservedConcurrency) {
    if (provisionedConcurrency.isPresent()
        && reservedConcurrency.orElse(Integer.MAX_VALUE) < provisionedConcurrency.getAsInt()) {
      throw new InvalidValue(
          provisionedConcurrency.getAsInt(),
          "not exceed the reserved concurrency, " + reservedConcurrency.getAsInt());
    }
  }

  // Lambda guide, "Configuring maximum concurrency for Amazon SQS event sources": with fewer, what
  // is throttled goes to the dead letters.
  @Rule
  static void requireEnoughForQueues(OptionalInt reservedConcurrency, EventSources sources) {
    var asked = sources.executions();
    if (asked.isPresent() && reservedConcurrency.orElse(Integer.MAX_VALUE) < asked.getAsInt()) {
      throw new InvalidValue(
          reservedConcurrency.getAsInt(),
          "be at least the sum of its queues' maximumConcurrency, " + asked.getAsInt());
    }
  }

  // A rule of EventBridge has a name of at most 64 characters (PutRule, Name).
  @Rule
  static void requireRoomForSchedules(
      FunctionName name, EventSources sources, @OfStack String stack) {
    sources.schedules().stream()
        .map(schedule -> name.value() + "-" + stack + "-" + schedule.name().value())
        .filter(rule -> rule.length() > LONGEST_RULE)
        .findFirst()
        .ifPresent(
            rule -> {
              throw new InvalidValue(
                  name.value(), "make " + rule + " a rule's name of at most 64 characters");
            });
  }

  @Rule
  static void requireRoomForName(FunctionName name, @OfStack String stack) {
    name.in(stack);
  }

  /** This function under the name that it has in AWS. */
  public FunctionSettings in(String stack) {
    return FunctionSettingsBuilder.builder(this).name(name.in(stack)).build();
  }

  /** The input of the capacity plan. */
  public Client client() {
    return Client.function(name.value())
        .timeout(timeout)
        .connections(reservedConcurrency)
        .load(load)
        .build();
  }
}
