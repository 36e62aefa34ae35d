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
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Unique;
import io.datatier.network.EndpointService;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One of {@code datatier:workers}: workers on EC2 that use the database.
 *
 * @param name in the configuration and the capacity plan; in AWS the workers have the component's
 * @param ami a Linux image with cloud-init
 * @param instanceType for the AMI's architecture
 * @param size the number of workers
 * @param containers whether the software runs in containers that ask for the role's credentials,
 *     which is one network hop more than IMDSv2 else admits (EC2 user guide, "Instance metadata
 *     options")
 * @param sessionManager whether people may open shells with Session Manager; nothing else lets them
 *     in. A created network gets the endpoints that it needs (Systems Manager user guide, "Create
 *     VPC endpoints").
 * @param script what each runs on its first boot
 * @param logGroup whether there is a log group that the workers may write to, its name in LOG_GROUP
 * @param connectionsPerWorker how many connections to the proxy each opens at most, for the
 *     capacity plan
 * @param login their database user and endpoint
 * @param load their expected load
 */
@RecordBuilder
public record WorkerFleetSettings(
    @Required("the name in AWS, without the stack's name")
        @Allows(
            "letters, digits, `-` and `_`; AWS's name is this, a hyphen and the stack's name, at"
                + " most 64 in all")
        @Unique("clients")
        FleetName name,
    @Required("the AMI of the workers, ami-…") @Allows("`ami-…` of a Linux with cloud-init")
        AmiId ami,
    @Required("an EC2 instance type of the AMI's processor") InstanceType instanceType,
    @Allows("the number of workers") FleetSize size,
    @Allows("the root volume") RootVolume rootVolume,
    @ByDefault("false") @Allows("; lets containers get the role's credentials") boolean containers,
    @ByDefault("false") @Allows("; allows Session Manager") boolean sessionManager,
    @Allows("Bash that a worker runs on its first boot; no secrets") Optional<StartScript> script,
    @ByDefault("false") @Allows("; creates a log group that workers may write to") boolean logGroup,
    @ByDefault("10")
        @Between(least = "1", unit = "connections of each worker")
        @Allows("; the maximum, for the capacity plan")
        int connectionsPerWorker,
    @Flat ClientLogin login,
    @Flat Load load) {

  // More than any proxy takes, and few enough to be added up.
  private static final int MOST_CONNECTIONS = 1_000_000;

  public WorkerFleetSettings {
    Constraints.check(
        WorkerFleetSettings.class,
        name,
        ami,
        instanceType,
        size,
        rootVolume,
        containers,
        sessionManager,
        script,
        logGroup,
        connectionsPerWorker,
        login,
        load);
  }

  /** The services of AWS that the workers call, besides the one with their secret. */
  public Set<EndpointService> calls() {
    var services = new HashSet<EndpointService>();
    if (logGroup) {
      services.add(EndpointService.LOGS);
    }
    if (sessionManager) {
      services.addAll(EndpointService.SESSION_MANAGER);
    }
    return services;
  }

  /** A builder that holds the defaults. */
  public static WorkerFleetSettingsBuilder builder(
      FleetName name, AmiId ami, InstanceType instanceType) {
    return WorkerFleetSettingsBuilder.builder(
        Defaults.of(WorkerFleetSettings.class, name, ami, instanceType));
  }

  @Rule
  static void requireRoomForName(FleetName name, @OfStack String stack) {
    name.in(stack);
  }

  @Rule
  static void requireCountable(int connectionsPerWorker, FleetSize size) {
    if ((long) size.most() * connectionsPerWorker > MOST_CONNECTIONS) {
      throw new InvalidValue(
          connectionsPerWorker,
          "not make more than %d connections of all workers".formatted(MOST_CONNECTIONS));
    }
  }

  /** These workers under the name that they have in AWS. */
  public WorkerFleetSettings in(String stack) {
    return WorkerFleetSettingsBuilder.builder(this).name(name.in(stack)).build();
  }

  /** The input of the capacity plan. */
  public Client client() {
    return Client.workers(name.value(), size.most(), connectionsPerWorker).load(load).build();
  }
}
