package io.datatier;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.datatier.adoption.AdoptedName;
import io.datatier.adoption.Adoption;
import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.ConnectionPool;
import io.datatier.capacity.Demand;
import io.datatier.capacity.FixedCosts;
import io.datatier.capacity.Tier;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.ConfigReading;
import io.datatier.config.Fault;
import io.datatier.config.ForbiddenKey;
import io.datatier.config.FromContext;
import io.datatier.config.InvalidConfiguration;
import io.datatier.config.InvalidValue;
import io.datatier.config.Key;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Unless;
import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.database.SecretRecovery;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.KeySettings;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.network.EndpointService;
import io.datatier.network.NetworkSettings;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.DatabaseAlarms;
import io.datatier.observability.ProxyAlarms;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxySettings;
import io.datatier.proxy.ProxySource;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one stack, read from its configuration: each component is a key. Every error that
 * can be found without calling AWS is found here, all at once, before any resource is registered.
 *
 * @param stack suffix of every resource name: the stack's name, or the one that it had
 * @param region {@code aws:region}, if it is given
 * @param name prefix of every resource name
 * @param renamedFrom the suffix of every resource name in place of the stack's name
 */
public record StackSettings(
    @FromContext String stack,
    @FromContext Optional<String> region,
    @Otherwise("the project's name")
        @Allows(
            "prefix of every name; with `-postgres-proxy-<stack>` appended, a name that RDS"
                + " accepts")
        RdsName name,
    @Otherwise("the stack was never renamed")
        @Allows(
            "the name that the stack had before `pulumi stack rename`; every name keeps it, so"
                + " nothing is replaced")
        Optional<FormerName> renamedFrom,
    @ByDefault("30") @Allows("a retention that CloudWatch Logs offers; for every log group")
        LogRetention logRetentionDays,
    @Required("give vpcId and privateSubnets of an existing VPC, or zones for a new one")
        @Allows("an existing VPC, or zones for a new one")
        NetworkSettings network,
    @Allows("KMS keys for storage, secrets and logs; without one, AWS's own key") KeySettings keys,
    @Unless(
            given = StackSettings.EXISTING_PROXY,
            except = "databaseName",
            refuses = "is for a database behind" + StackSettings.NOT_MADE)
        @Allows("the database; behind an existing proxy, only `databaseName`")
        DatabaseSource database,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "is for" + StackSettings.NOT_MADE)
        @Between(most = "" + DatabaseProxy.MOST_USERS, unit = "users of a proxy")
        @Allows("users that applications log in as; without any, they log in as the master user")
        List<DatabaseUser> users,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "is for" + StackSettings.NOT_MADE)
        @ByDefault("30")
        @Allows("0 or 7 to 30; how many days a deleted user's secret can be restored")
        SecretRecovery secretRecoveryDays,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "is for" + StackSettings.NOT_MADE)
        @Allows(
            "whether a function creates the database users; otherwise run the output"
                + " `database_users_sql` yourself")
        UserMigrationSettings migrations,
    @Allows("the RDS Proxy") ProxySource proxy,
    @Allows("a list of Lambda functions") List<FunctionSettings> functions,
    @Allows("a list of fleets of EC2 workers") List<WorkerFleetSettings> workers,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "is for" + StackSettings.NOT_MADE)
        @Allows("thresholds of the CloudWatch alarms, and their SNS topic")
        AlarmSettings alarms,
    @Unless(given = StackSettings.EXISTING_PROXY, refuses = "is for" + StackSettings.NOT_MADE)
        @Allows("input to the capacity plan, which every run prints")
        CapacitySettings capacity,
    @Allows("existing resources that the stack takes over; see [adopt.md](adopt.md)")
        Adoption adopted,
    @Between(most = "100", unit = "names")
        @Allows(
            "with `proxy.existing`: names of a database and proxies that match this stack's naming"
                + " but belong elsewhere; with `database.existing`: of the database")
        List<AdoptedName> keptElsewhere) {

  /**
   * The name that a stack had. The names of AWS carry it, and most of them cannot change without a
   * replacement, so they keep it after {@code pulumi stack rename}.
   */
  public record FormerName(String value) {

    public static final Pattern VALID = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){0,29}");

    public FormerName {
      InvalidValue.requireMatch(
          value, VALID, "be a stack's name: lower-case letters, digits and single hyphens");
    }
  }

  static final String NAMESPACE = "datatier";
  static final String EXISTING_PROXY = "proxy.existing";
  static final String EXISTING_DATABASE = "database.existing";
  static final String NOT_MADE =
      " a new proxy, but datatier:proxy.existing names an existing one; remove one or the other";

  private static final List<ForbiddenKey> FORBIDDEN =
      List.of(
          new ForbiddenKey(
              Pattern.compile("(?i)tls|ssl|encrypt"),
              "TLS and encryption are always on; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)password"),
              "RDS generates the password and keeps it in Secrets Manager; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)auth|secret"),
              "the proxy always logs in with secrets in Secrets Manager, and"
                  + " datatier:proxy.authentication sets how clients do; remove the key"),
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
      var settings =
          of(
              context.projectName(),
              context.stackName(),
              config(),
              fromEngine("PULUMI_CONFIG_SECRET_KEYS", new TypeToken<Set<String>>() {})
                  .orElse(Set.of()));
      settings.requireCode();
      return settings;
    } catch (InvalidConfiguration faulty) {
      throw new RunException(faulty.getMessage());
    }
  }

  /**
   * The settings in {@code config}.
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
    var inNames =
        Optional.ofNullable(config.get(NAMESPACE + ":renamedFrom"))
            .filter(it -> FormerName.VALID.matcher(it).matches())
            .orElse(stack);
    return reading
        .read(
            StackSettings.class,
            NAMESPACE,
            named,
            Map.of("stack", inNames, "region", Optional.ofNullable(config.get("aws:region"))))
        .orElseThrow(() -> faulty(stack, reading.faults()));
  }

  /**
   * The resources that the running stack takes over. The SDK needs them before the program runs;
   * with an invalid configuration there are none, and {@link #from} reports the errors.
   */
  static Adoption adoption() {
    return adoption(config());
  }

  /**
   * The resources that a stack with {@code config} takes over.
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

  /** All keys. */
  static Key everyKey() {
    return Key.of(NAMESPACE, StackSettings.class);
  }

  // Of all names that RDS restricts, the proxy's are the longest.
  @Rule
  static void requireNamesOfParts(RdsName name, String stack) {
    requireValid(name, ProxySettings.name(name, stack));
  }

  @Rule
  static void requireNamesOfEndpoints(RdsName name, String stack, ProxySource proxy) {
    proxy.created().stream()
        .flatMap(made -> made.each().stream())
        .map(made -> made.suffixed(ProxySettings.name(name, stack)))
        .map(named -> proxy.hasReadOnlyEndpoint() ? named + "-read-only" : named)
        .forEach(named -> requireValid(name, named));
  }

  // RDS restores an instance with the key of its source (RestoreDBInstanceFromDBSnapshot has no
  // KmsKeyId); a key made for the new one would replace it at the next run.
  @Rule
  static void requireKeyOfSource(KeySettings keys, DatabaseSource database) {
    var restored =
        database
            .created()
            .filter(made -> made.topology().kind() == DatabaseKind.INSTANCE)
            .flatMap(DatabaseSettings::restore);
    if (restored.isPresent() && keys.either(created -> true, existing -> false)) {
      throw new InvalidValue(
          "create",
          "not be set together with database.restore: the restored instance keeps its source's key."
              + " Set keys.storage to that key");
    }
  }

  // Who tears a stack down to restore it so deletes what to restore from.
  @Rule
  static void requireRestoreOfAnother(
      DatabaseSource database, RdsName name, String stack, Adoption adopted) {
    var own = databaseIdentifier(name, stack, adopted);
    if (database
        .created()
        .flatMap(DatabaseSettings::restore)
        .filter(it -> it.needs(own))
        .isPresent()) {
      throw new InvalidValue(
          own,
          "be restored in another stack, next to the database that it is restored from;"
              + " docs/operations.md, \"Restore\"");
    }
  }

  // Left there, it would let the stack's next database and proxy go without a word.
  @Rule
  static void requireNoneOfItsOwn(
      List<AdoptedName> keptElsewhere,
      RdsName name,
      String stack,
      Adoption adopted,
      DatabaseSource database,
      ProxySource proxy) {
    var own =
        Stream.concat(
                adopted.instance().map(AdoptedName::value).stream(),
                Stream.of(ownDatabaseName(name, stack)))
            .toList();
    for (var kept : keptElsewhere) {
      if (proxy.created().isPresent() && database.created().isPresent()) {
        throw new InvalidValue(
            kept.value(), "be left out unless proxy.existing or database.existing is given");
      }
      if (proxy.created().isPresent() && !own.contains(kept.value())) {
        throw new InvalidValue(
            kept.value(),
            "be removed: a stack with its own proxy may list only " + String.join(" and ", own));
      }
    }
  }

  private static void requireValid(RdsName name, String longest) {
    if (!RdsName.isValid(longest)) {
      throw new InvalidValue(name, "make " + longest + " a valid name, which must " + RdsName.RULE);
    }
  }

  /** What the names of the proxies begin with, before a suffix. */
  String proxyName() {
    return ProxySettings.name(name, stack);
  }

  /** The name of a component, such as campaign-network-prod. */
  public String name(String role) {
    return name(name, role, stack);
  }

  private static String name(RdsName name, String role, String stack) {
    return String.join("-", name.value(), role, stack);
  }

  /** The identifier of the database that the stack creates or has adopted. */
  static String databaseIdentifier(RdsName name, String stack, Adoption adopted) {
    return adopted.instance().map(AdoptedName::value).orElseGet(() -> ownDatabaseName(name, stack));
  }

  /** The name that the stack gives its database, unless it has adopted one. */
  String ownDatabaseName() {
    return ownDatabaseName(name, stack);
  }

  private static String ownDatabaseName(RdsName name, String stack) {
    return name(name, "postgres", stack);
  }

  /**
   * Whether a database encrypted with the storage key, or its snapshots, may outlive the stack:
   * also if the stack no longer creates one, because it may have handed over what it had.
   */
  boolean keepsData() {
    return database.created().map(DatabaseSettings::finalSnapshot).orElse(true);
  }

  /** The functions under their names in AWS. */
  public List<FunctionSettings> functionsInAws() {
    return functions.stream().map(function -> function.in(stack)).toList();
  }

  /** The fleets of workers under their names in AWS. */
  List<WorkerFleetSettings> workersInAws() {
    return workers.stream().map(fleet -> fleet.in(stack)).toList();
  }

  /**
   * The capacity and cost of the stack; empty with an existing proxy, whose pool and database are
   * unknown.
   */
  public Optional<CapacityPlan> plan() {
    return proxy.created().map(it -> CapacityPlan.of(tier(it.pool()), capacity));
  }

  /** The function that creates the users; empty if no one or a person does. */
  Optional<UserMigrationSettings> migration() {
    return migrations.requested(users, database);
  }

  // Not a rule of the configuration: what is not built yet can still be planned.
  private void requireCode() {
    var fault =
        migration()
            .flatMap(function -> function.missing(Path.of("")))
            .map(problem -> new Fault(NAMESPACE + ":migrations", problem));
    if (fault.isPresent()) {
      throw faulty(stack, List.of(fault.get()));
    }
  }

  static InvalidConfiguration faulty(String stack, List<Fault> faults) {
    return new InvalidConfiguration("The configuration of stack " + stack, faults);
  }

  private Tier tier(ConnectionPool pool) {
    return new Tier(
        network.region(),
        database.target(),
        pool,
        new Demand(clients().toList()),
        reachedNetwork().interfaceEndpoints(),
        proxy.created().map(it -> it.each().size()).orElse(1),
        fixedCosts());
  }

  private FixedCosts fixedCosts() {
    return new FixedCosts(
        keys.either(created -> CreatedKeys.COUNT, existing -> 0),
        users.size() + (database.created().isPresent() ? 1 : 0),
        DatabaseAlarms.metrics(database),
        ProxyAlarms.metrics());
  }

  /** Whether the password of any user changes on a schedule. */
  public boolean rotatesUsers() {
    return users.stream().anyMatch(user -> user.rotation().isPresent());
  }

  /** The network, from which all is reached that the clients call. */
  public NetworkSettings reachedNetwork() {
    var secrets =
        migration().isPresent()
                || proxy.authentication() == ClientAuthentication.SECRET
                || rotatesUsers()
            ? Stream.of(EndpointService.SECRETS_MANAGER)
            : Stream.<EndpointService>empty();
    var functions = this.functions.stream().flatMap(it -> it.access().calls().stream());
    var workers = this.workers.stream().flatMap(it -> it.calls().stream());
    return network.reaching(
        Stream.of(secrets, functions, workers)
            .flatMap(services -> services)
            .collect(toUnmodifiableSet()));
  }

  private Stream<Client> clients() {
    return Stream.concat(
        functionsInAws().stream().map(FunctionSettings::client),
        workersInAws().stream().map(WorkerFleetSettings::client));
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
