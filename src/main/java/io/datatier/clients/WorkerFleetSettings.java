package io.datatier.clients;

import static java.util.Objects.requireNonNull;

import io.datatier.proxy.ProxyEndpoint;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workers on EC2 that use the database.
 *
 * @param ami what they start from: Linux with cloud-init
 * @param instanceType of the AMI's processor
 * @param size how many there are; default 1 to 4
 * @param rootVolume default 20 GiB on {@code /dev/xvda}
 * @param containers whether the software runs in containers that ask for the role's credentials,
 *     which is one network hop more than IMDSv2 else admits (EC2 user guide, "Instance metadata
 *     options"); default false
 * @param sessionManager whether people may open shells with Session Manager; nothing else lets them
 *     in. Default false. A created network needs endpoints for {@code ssm} and {@code ssmmessages}.
 * @param script what each runs when it starts for the first time; default nothing
 * @param connectionsPerWorker how many connections to the proxy each opens at most, for the
 *     capacity plan; default 10
 * @param logRetention of a log group that the workers may write to, its name in LOG_GROUP; default
 *     no log group
 * @param login as whom they use the database; default the only user that the proxy knows
 */
public record WorkerFleetSettings(
    AmiId ami,
    InstanceType instanceType,
    FleetSize size,
    RootVolume rootVolume,
    boolean containers,
    boolean sessionManager,
    Optional<StartScript> script,
    int connectionsPerWorker,
    Optional<LogRetention> logRetention,
    ClientLogin login) {

  public WorkerFleetSettings {
    requireConnections(connectionsPerWorker);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** These workers, connected through {@code endpoint}. */
  public WorkerFleetArgs through(ProxyEndpoint endpoint) {
    return new WorkerFleetArgs(this, endpoint, Optional.empty());
  }

  /** How many connections to the proxy all of them open at most. */
  public long peakConnections() {
    return (long) size.most() * connectionsPerWorker;
  }

  private static int requireConnections(int connections) {
    return InvalidValue.requireBetween(
        connections, 1, Integer.MAX_VALUE, "be at least 1 connection of each worker");
  }

  /** Builds {@link WorkerFleetSettings}; AMI and instance type must be set. */
  public static final class Builder {
    private @Nullable AmiId ami;
    private @Nullable InstanceType instanceType;
    private FleetSize size = FleetSize.between(1, 4);
    private RootVolume rootVolume = RootVolume.DEFAULT;
    private boolean containers = false;
    private boolean sessionManager = false;
    private Optional<StartScript> script = Optional.empty();
    private int connectionsPerWorker = 10;
    private Optional<LogRetention> logRetention = Optional.empty();
    private ClientLogin login = ClientLogin.DEFAULT;

    private Builder() {}

    public Builder ami(AmiId ami) {
      this.ami = ami;
      return this;
    }

    public Builder instanceType(InstanceType instanceType) {
      this.instanceType = instanceType;
      return this;
    }

    public Builder size(FleetSize size) {
      this.size = size;
      return this;
    }

    public Builder rootVolume(RootVolume rootVolume) {
      this.rootVolume = rootVolume;
      return this;
    }

    public Builder containers(boolean containers) {
      this.containers = containers;
      return this;
    }

    public Builder sessionManager(boolean sessionManager) {
      this.sessionManager = sessionManager;
      return this;
    }

    public Builder script(StartScript script) {
      this.script = Optional.of(script);
      return this;
    }

    public Builder connectionsPerWorker(int connections) {
      this.connectionsPerWorker = requireConnections(connections);
      return this;
    }

    public Builder logRetention(LogRetention logRetention) {
      this.logRetention = Optional.of(logRetention);
      return this;
    }

    public Builder login(ClientLogin login) {
      this.login = login;
      return this;
    }

    public WorkerFleetSettings build() {
      return new WorkerFleetSettings(
          requireNonNull(ami, "ami is not set"),
          requireNonNull(instanceType, "instanceType is not set"),
          size,
          rootVolume,
          containers,
          sessionManager,
          script,
          connectionsPerWorker,
          logRetention,
          login);
    }
  }
}
