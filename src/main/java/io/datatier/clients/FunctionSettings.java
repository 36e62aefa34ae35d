package io.datatier.clients;

import static java.util.Objects.requireNonNull;

import io.datatier.encryption.KeyArn;
import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One Lambda function.
 *
 * @param name in AWS, the stack's name included
 * @param artifact its code
 * @param runtime default nodejs22.x
 * @param handler default index.handler
 * @param memoryMib 128 to 10,240 MiB; default 256
 * @param timeout 1 s to 15 min; default 150 s, above the proxy's default borrow timeout, so that
 *     the function lives to see the proxy's own error text
 * @param reservedConcurrency the most executions at once, each of which holds one connection to the
 *     proxy; default: as many as the account allows
 * @param provisionedConcurrency how many executions are kept ready for calls of the alias {@code
 *     live}, and of nothing else; at most {@code reservedConcurrency}. Default none, and no alias.
 * @param architecture default x86_64, as at AWS: what was built for one processor fails on the
 *     other only when it is called, which no preview shows
 * @param layers in the order in which they are laid, at most five
 * @param ephemeralStorageMib size of {@code /tmp}, 512 to 10,240 MiB; default 512
 * @param tracing default what the caller decides
 * @param deadLetters where events go with which it failed; default nowhere
 * @param environment variables of its own, beside those of the database; default none
 * @param environmentKey the KMS key that encrypts its environment; default AWS's own
 * @param login as whom it uses the database; default the only user that the proxy knows
 */
public record FunctionSettings(
    FunctionName name,
    Artifact artifact,
    LambdaRuntime runtime,
    String handler,
    int memoryMib,
    Duration timeout,
    OptionalInt reservedConcurrency,
    OptionalInt provisionedConcurrency,
    Architecture architecture,
    List<LayerArn> layers,
    int ephemeralStorageMib,
    Tracing tracing,
    Optional<DeadLetterTarget> deadLetters,
    EnvironmentVariables environment,
    Optional<KeyArn> environmentKey,
    ClientLogin login) {

  public FunctionSettings {
    requireHandler(handler);
    requireMemory(memoryMib);
    requireTimeout(timeout);
    reservedConcurrency.ifPresent(FunctionSettings::requireConcurrency);
    provisionedConcurrency.ifPresent(FunctionSettings::requireConcurrency);
    requireStorage(ephemeralStorageMib);
    layers = requireLayers(layers);
    // Lambda API, PutProvisionedConcurrencyConfig.
    if (provisionedConcurrency.isPresent()
        && reservedConcurrency.orElse(Integer.MAX_VALUE) < provisionedConcurrency.getAsInt()) {
      throw new InvalidValue(
          provisionedConcurrency.getAsInt(),
          "not exceed the reserved concurrency, " + reservedConcurrency.getAsInt());
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  private static String requireHandler(String handler) {
    if (handler.isBlank() || handler.length() > 128 || handler.contains(" ")) {
      throw new InvalidValue(handler, "be a handler of 1 to 128 characters, such as index.handler");
    }
    return handler;
  }

  private static int requireMemory(int mib) {
    return InvalidValue.requireBetween(mib, 128, 10_240, "be 128 to 10240 MiB");
  }

  private static Duration requireTimeout(Duration timeout) {
    return InvalidValue.requireBetween(
        timeout, Duration.ofSeconds(1), Duration.ofMinutes(15), "be 1s to 15m");
  }

  // Lambda takes 0 for "throttle everything", which is an emergency brake, not a setting.
  private static int requireConcurrency(int executions) {
    return InvalidValue.requireBetween(
        executions, 1, Integer.MAX_VALUE, "be at least 1 execution at once");
  }

  private static int requireStorage(int mib) {
    return InvalidValue.requireBetween(mib, 512, 10_240, "be 512 to 10240 MiB");
  }

  // Lambda guide, "Lambda quotas".
  private static List<LayerArn> requireLayers(List<LayerArn> layers) {
    InvalidValue.requireBetween(layers.size(), 0, 5, "be at most 5 layers");
    return List.copyOf(layers);
  }

  /** Builds {@link FunctionSettings}; name and artifact must be set, the rest has defaults. */
  public static final class Builder {
    private @Nullable FunctionName name;
    private @Nullable Artifact artifact;
    private LambdaRuntime runtime = new LambdaRuntime("nodejs22.x");
    private String handler = "index.handler";
    private int memoryMib = 256;
    private Duration timeout = Duration.ofSeconds(150);
    private OptionalInt reservedConcurrency = OptionalInt.empty();
    private OptionalInt provisionedConcurrency = OptionalInt.empty();
    private Architecture architecture = Architecture.X86_64;
    private List<LayerArn> layers = List.of();
    private int ephemeralStorageMib = 512;
    private Tracing tracing = Tracing.PASS_THROUGH;
    private Optional<DeadLetterTarget> deadLetters = Optional.empty();
    private EnvironmentVariables environment = EnvironmentVariables.NONE;
    private Optional<KeyArn> environmentKey = Optional.empty();
    private ClientLogin login = ClientLogin.DEFAULT;

    private Builder() {}

    public Builder name(FunctionName name) {
      this.name = name;
      return this;
    }

    public Builder artifact(Artifact artifact) {
      this.artifact = artifact;
      return this;
    }

    public Builder runtime(LambdaRuntime runtime) {
      this.runtime = runtime;
      return this;
    }

    public Builder handler(String handler) {
      this.handler = requireHandler(handler);
      return this;
    }

    public Builder memoryMib(int memoryMib) {
      this.memoryMib = requireMemory(memoryMib);
      return this;
    }

    public Builder timeout(Duration timeout) {
      this.timeout = requireTimeout(timeout);
      return this;
    }

    public Builder reservedConcurrency(int executions) {
      this.reservedConcurrency = OptionalInt.of(requireConcurrency(executions));
      return this;
    }

    public Builder provisionedConcurrency(int executions) {
      this.provisionedConcurrency = OptionalInt.of(requireConcurrency(executions));
      return this;
    }

    public Builder architecture(Architecture architecture) {
      this.architecture = architecture;
      return this;
    }

    public Builder layers(List<LayerArn> layers) {
      this.layers = requireLayers(layers);
      return this;
    }

    public Builder ephemeralStorageMib(int mib) {
      this.ephemeralStorageMib = requireStorage(mib);
      return this;
    }

    public Builder tracing(Tracing tracing) {
      this.tracing = tracing;
      return this;
    }

    public Builder deadLetters(DeadLetterTarget target) {
      this.deadLetters = Optional.of(target);
      return this;
    }

    public Builder environment(EnvironmentVariables environment) {
      this.environment = environment;
      return this;
    }

    public Builder environmentKey(KeyArn key) {
      this.environmentKey = Optional.of(key);
      return this;
    }

    public Builder login(ClientLogin login) {
      this.login = login;
      return this;
    }

    public FunctionSettings build() {
      return new FunctionSettings(
          requireNonNull(name, "name is not set"),
          requireNonNull(artifact, "artifact is not set"),
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
          deadLetters,
          environment,
          environmentKey,
          login);
    }
  }
}
