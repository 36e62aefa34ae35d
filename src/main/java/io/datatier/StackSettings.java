package io.datatier;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.datatier.adoption.Adoption;
import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.Demand;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.Tier;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.NamedFleet;
import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.ConfigReading;
import io.datatier.config.ForbiddenKey;
import io.datatier.config.InvalidConfiguration;
import io.datatier.config.Key;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Told;
import io.datatier.config.Unless;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.database.SecretRecovery;
import io.datatier.encryption.KeySettings;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.network.EndpointService;
import io.datatier.network.NetworkSettings;
import io.datatier.observability.AlarmSettings;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ProxySource;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one stack shall be, read from its configuration: a component is a key. Everything that can
 * be wrong before AWS is asked is found here, all at once, before any resource is registered.
 *
 * @param stack the stack's name, the last part of every resource's name
 * @param region {@code aws:region}, if it is given
 * @param name the system's name, the first part
 */
public record StackSettings(
    @Told String stack,
    @Told Optional<String> region,
    @Otherwise("the project's name")
        @Allows(
            "first part of every name; with `-postgres-proxy-<stack>` after it a name that RDS takes")
        RdsName name,
    @ByDefault(LogRetention.USUAL_DAYS) @Allows("one of CloudWatch's terms; for every log group")
        LogRetention logRetentionDays,
    @Required("give vpcId and privateSubnets of an existing VPC, or zones for one to be created")
        @Allows("either a VPC that exists, or zones for one to be created")
        NetworkSettings network,
    @Allows("whose KMS keys encrypt storage, secrets and logs; AWS's own where none is given")
        KeySettings keys,
    @Unless(
            given = StackSettings.EXISTING_PROXY,
            except = "databaseName",
            refuses = "belongs to a database behind" + StackSettings.NOT_MADE)
        @Allows("the database; behind a proxy that exists, `databaseName` alone")
        DatabaseSource database,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "belongs to" + StackSettings.NOT_MADE)
        @Between(most = "200", unit = "users of a proxy")
        @Allows("the users that applications log in as; without any, they share the master user")
        List<DatabaseUser> users,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "belongs to" + StackSettings.NOT_MADE)
        @ByDefault("30")
        @Allows("0 or 7 to 30; so long the secret of a deleted user can be brought back")
        SecretRecovery secretRecoveryDays,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "belongs to" + StackSettings.NOT_MADE)
        @Allows(
            "who makes the users of the database: a function, or without one whoever runs the"
                + " output `database_users_sql`")
        UserMigrationSettings migrations,
    @Allows("the RDS Proxy") ProxySource proxy,
    @Allows("a list of Lambda functions") List<FunctionSettings> functions,
    @Allows("a list of fleets of EC2 workers") List<NamedFleet> workers,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "belongs to" + StackSettings.NOT_MADE)
        @Allows("when somebody is told")
        AlarmSettings alarms,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "belongs to" + StackSettings.NOT_MADE)
        @Allows("what the capacity plan, which every run prints, cannot know by itself")
        CapacitySettings capacity,
    @Allows(
            "what something else had made before this stack took it over; see"
                + " [adopt.md](adopt.md)")
        Adoption adopted) {

  static final String NAMESPACE = "datatier";
  static final String EXISTING_PROXY = "proxy.existing";
  static final String NOT_MADE =
      " a proxy to be made, but datatier:proxy.existing names one that exists; remove one of the"
          + " two";

  private static final List<ForbiddenKey> FORBIDDEN =
      List.of(
          new ForbiddenKey(
              Pattern.compile("(?i)tls|ssl|encrypt"),
              "TLS and encryption are always on; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)password"),
              "RDS makes the password and keeps it in Secrets Manager; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)auth|secret"),
              "the proxy always logs in with secrets that Secrets Manager keeps, and"
                  + " datatier:proxy.authentication says how clients do; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)public"),
              "neither the database nor the proxy is ever public; remove the key"));

  /**
   * The settings of the running stack.
   *
   * @throws RunException listing every fault, which ends the run without a stack trace
   */
  public static StackSettings from(Context context) {
    try {
      return of(
          context.projectName(),
          context.stackName(),
          config(),
          fromEngine("PULUMI_CONFIG_SECRET_KEYS", new TypeToken<Set<String>>() {})
              .orElse(Set.of()));
    } catch (InvalidConfiguration faulty) {
      throw new RunException(faulty.getMessage());
    }
  }

  /**
   * The settings that {@code config} describes.
   *
   * @param project the default of {@code datatier:name}
   * @param stack the stack's name
   * @param config full keys and their values, structured ones as JSON
   * @param secretKeys full keys whose values no message may show
   * @throws InvalidConfiguration listing every fault
   */
  public static StackSettings of(
      String project, String stack, Map<String, String> config, Set<String> secretKeys) {
    var named = new HashMap<>(config);
    named.putIfAbsent(NAMESPACE + ":name", project);
    var reading = new ConfigReading(FORBIDDEN, secretKeys);
    return reading
        .read(
            StackSettings.class,
            NAMESPACE,
            named,
            Map.of("stack", stack, "region", Optional.ofNullable(config.get("aws:region"))))
        .orElseThrow(
            () ->
                new InvalidConfiguration("The configuration of stack " + stack, reading.faults()));
  }

  /**
   * What the running stack takes over. The SDK wants to know it before the program runs; where the
   * configuration is faulty it is nothing, and {@link #from} then tells the faults.
   */
  static Adoption adoption() {
    return adoption(config());
  }

  /**
   * What a stack with {@code config} takes over.
   *
   * @param config full keys and their values, structured ones as JSON
   */
  public static Adoption adoption(Map<String, String> config) {
    var adopted = new HashMap<>(config);
    adopted.keySet().retainAll(Set.of(NAMESPACE + ":adopted"));
    return new ConfigReading(FORBIDDEN, Set.of())
        .read(Adopted.class, NAMESPACE, adopted, Map.of())
        .map(Adopted::adopted)
        .orElse(Adoption.NONE);
  }

  private record Adopted(Adoption adopted) {}

  /** Every key there is. */
  static Key everyKey() {
    return Key.of(NAMESPACE, StackSettings.class);
  }

  // Of all names that RDS restricts, the proxy's are the longest.
  @Rule
  static void partsHaveLawfulNames(RdsName name, String stack) {
    requireLawful(name, "postgres-proxy", stack);
  }

  @Rule
  static void endpointsHaveLawfulNames(RdsName name, String stack, ProxySource proxy) {
    if (proxy.made().isPresent() && proxy.hasReadOnlyEndpoint()) {
      requireLawful(name, "postgres-proxy", stack, "read-only");
    }
  }

  private static void requireLawful(RdsName name, String... more) {
    var longest = name + "-" + String.join("-", more);
    if (!RdsName.isLawful(longest)) {
      throw new InvalidValue(
          name, "make " + longest + " a lawful name, which must " + RdsName.RULE);
    }
  }

  /** The name of the part of this stack that plays {@code role}: campaign-postgres-proxy-prod. */
  public String name(String role) {
    return String.join("-", name.value(), role, stack);
  }

  /** The functions under their names in AWS. */
  public List<FunctionSettings> functionsInAws() {
    return functions.stream().map(function -> function.in(stack)).toList();
  }

  /**
   * What the stack carries and costs; empty for a stack on a proxy that others made, of which
   * neither the pool nor the database is stated.
   */
  public Optional<CapacityPlan> plan() {
    return proxy.made().map(it -> CapacityPlan.of(tier(it.pool().planned()), capacity));
  }

  private Tier tier(ProxyPool pool) {
    return new Tier(
        network.region(),
        database.target(),
        pool,
        new Demand(clients().toList()),
        reachedNetwork().interfaceEndpoints());
  }

  /** The network, from which all is reached that the clients call. */
  public NetworkSettings reachedNetwork() {
    var secrets =
        migrations.asked().isPresent() || proxy.authentication() == ClientAuthentication.SECRET
            ? Stream.of(EndpointService.SECRETS_MANAGER)
            : Stream.<EndpointService>empty();
    var workers = this.workers.stream().flatMap(named -> named.fleet().calls().stream());
    return network.reaching(Stream.concat(secrets, workers).collect(toUnmodifiableSet()));
  }

  private Stream<Client> clients() {
    return Stream.concat(
        functionsInAws().stream().map(FunctionSettings::client),
        workers.stream().map(named -> named.fleet().client(named.name().in(stack))));
  }

  private static Map<String, String> config() {
    return fromEngine("PULUMI_CONFIG", new TypeToken<Map<String, String>>() {}).orElse(Map.of());
  }

  // com.pulumi.Config answers for one key at a time; to find unknown keys, all have to be seen. The
  // variables are the form in which the engine hands the configuration to every program.
  private static <T> Optional<T> fromEngine(String variable, TypeToken<T> type) {
    return Optional.ofNullable(System.getenv(variable))
        .map(json -> new Gson().fromJson(json, type));
  }
}
