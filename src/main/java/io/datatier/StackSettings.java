package io.datatier;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.datatier.adoption.Adoption;
import io.datatier.clients.LambdaFleetSettings;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.config.ConfigObject;
import io.datatier.config.ConfigReading;
import io.datatier.config.ForbiddenKey;
import io.datatier.config.InvalidConfiguration;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.encryption.KeySettings;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.NetworkSettings;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What one stack shall be, read from its configuration, section by section. Everything that can be
 * wrong before AWS is asked is found here, all at once, before any resource is registered.
 *
 * @param name the system's name, the first part of every resource's name
 * @param stack the stack's name, the last part
 * @param workers fleets by their names in AWS
 * @param traffic what clients say of their loads, by their names in AWS
 */
public record StackSettings(
    String name,
    String stack,
    NetworkSettings network,
    KeySettings keys,
    TierSettings tier,
    LambdaFleetSettings functions,
    SortedMap<String, WorkerFleetSettings> workers,
    Map<String, ClientTraffic> traffic) {

  private static final Setting<String> NAME =
      Setting.text("name")
          .like(RdsName.LAWFUL)
          .allowing(
              "first part of every name; with `-postgres-proxy-<stack>` after it a name that RDS"
                  + " takes")
          .otherwise("the project's name");
  private static final Setting<LogRetention> LOG_RETENTION_DAYS =
      Setting.integer("logRetentionDays", LogRetention::new)
          .oneOf(LogRetention.OFFERED)
          .allowing("one of CloudWatch's terms; for every log group")
          .byDefault("30");

  /** Every key there is. */
  static final Section KEYS =
      Section.of(
          "datatier",
          "",
          NAME,
          LOG_RETENTION_DAYS,
          NetworkSection.KEYS,
          KeysSection.KEYS,
          DatabaseSection.KEYS,
          UsersSection.KEYS,
          UsersSection.SECRET_RECOVERY_DAYS,
          MigrationsSection.KEYS,
          ProxySection.KEYS,
          FunctionsSection.KEYS,
          WorkersSection.KEYS,
          AlarmsSection.KEYS,
          CapacitySection.KEYS,
          AdoptionSection.KEYS);

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
          fromEngine("PULUMI_CONFIG", new TypeToken<Map<String, String>>() {}).orElse(Map.of()),
          fromEngine("PULUMI_CONFIG_SECRET_KEYS", new TypeToken<Set<String>>() {})
              .orElse(Set.of()));
    } catch (InvalidConfiguration faulty) {
      throw new RunException(faulty.getMessage());
    }
  }

  /**
   * What the running stack takes over. The SDK wants to know it before the program runs; where the
   * configuration is faulty it is nothing, and {@link #from} then tells the faults.
   */
  static Adoption adoption() {
    return adoption(
        fromEngine("PULUMI_CONFIG", new TypeToken<Map<String, String>>() {}).orElse(Map.of()));
  }

  /**
   * What a stack with {@code config} takes over.
   *
   * @param config full keys and their values, structured ones as JSON
   */
  public static Adoption adoption(Map<String, String> config) {
    var adopted = new HashMap<>(config);
    adopted.keySet().retainAll(Set.of(KEYS.name() + ":" + AdoptionSection.KEYS.name()));
    return new ConfigReading(FORBIDDEN, Set.of())
        .namespace(
            Section.of(KEYS.name(), "", AdoptionSection.KEYS),
            adopted,
            root -> root.object(AdoptionSection.KEYS, AdoptionSection::read));
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
    var reading = new ConfigReading(FORBIDDEN, secretKeys);
    var region = Optional.ofNullable(config.get("aws:region"));
    var settings = reading.namespace(KEYS, config, it -> read(it, project, stack, region));
    if (!reading.faults().isEmpty()) {
      throw new InvalidConfiguration("The configuration of stack " + stack, reading.faults());
    }
    return settings.get();
  }

  /** The name of the part of this stack that plays {@code role}: campaign-postgres-proxy-prod. */
  public String name(String role) {
    return String.join("-", name, role, stack);
  }

  /** The region that the network is in. */
  public String region() {
    return network instanceof ExistingNetwork existing
        ? existing.privateSubnets().subnets().get(0).zone().region()
        : ((CreatedNetwork) network).zones().region();
  }

  // com.pulumi.Config answers for one key at a time; to find unknown keys, all have to be seen. The
  // variables are the form in which the engine hands the configuration to every program.
  private static <T> Optional<T> fromEngine(String variable, TypeToken<T> type) {
    return Optional.ofNullable(System.getenv(variable))
        .map(json -> new Gson().fromJson(json, type));
  }

  // Everything is read at once, so that every fault is found; what is supplied exists if none was.
  private static Supplier<StackSettings> read(
      ConfigObject root, String project, String stack, Optional<String> region) {
    // Any term will do where the one given was refused: the fault ends the run.
    var retention = root.read(LOG_RETENTION_DAYS).orElse(new LogRetention(30));
    var network = root.object(NetworkSection.KEYS, it -> NetworkSection.read(it, region));
    var keys = root.object(KeysSection.KEYS, KeysSection::read);
    var tier = TierSection.read(root, retention);
    var clients = new ClientSection(stack, tier);
    var functions = FunctionsSection.read(root, clients);
    var workers = WorkersSection.read(root, clients, retention);
    // Needed before there are settings, see adoption(); its faults are told with the others.
    root.object(AdoptionSection.KEYS, AdoptionSection::read);
    var longest = tier.filter(StackSettings::makesReadOnlyEndpoint).map(it -> stack + "-read-only");
    var name = readName(root, project, longest.orElse(stack));
    return () ->
        new StackSettings(
            name.orElseThrow(),
            stack,
            network.orElseThrow(),
            keys.orElseThrow(),
            tier.orElseThrow(),
            new LambdaFleetSettings(functions, retention),
            workers,
            clients.traffic());
  }

  private static boolean makesReadOnlyEndpoint(TierSettings tier) {
    return tier instanceof TierSettings.Made && tier.hasReadOnlyEndpoint();
  }

  private static Optional<String> readName(ConfigObject root, String project, String rest) {
    return root.has(NAME)
        ? root.read(NAME, given -> requireName(given, rest))
        : root.together(NAME, () -> requireName(project, rest));
  }

  // Of all names that RDS restricts, the proxy's are the longest.
  private static String requireName(String name, String rest) {
    var longest = String.join("-", name, "postgres-proxy", rest);
    if (!RdsName.isLawful(longest)) {
      throw new InvalidValue(
          name, "make " + longest + " a lawful name, which must " + RdsName.RULE);
    }
    return name;
  }
}
