package io.datatier.policy.resources;

import com.google.gson.Gson;
import io.datatier.policy.sdk.ResourceView;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of whatever connects to databases, and the properties of each that tell it where they
 * are. The table of them is {@code clients.json} next to this class. Left alone is what reads a
 * database in bulk by its nature, and seldom, and what watches it.
 */
public final class Clients {

  public static final String FUNCTION = "aws:lambda/function:Function";
  public static final String EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  public static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
  public static final String PIPE = "aws:pipes/pipe:Pipe";
  public static final String STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
  public static final String INVOCATION = "aws:lambda/invocation:Invocation";
  public static final String LAYER = "aws:lambda/layerVersion:LayerVersion";

  private static final Table TABLE = load();
  private static final Map<String, Client> ALL = TABLE.all();

  private Clients() {}

  /**
   * What is known of the clients of a type.
   *
   * @param told the properties that tell it where databases are
   * @param groups those that name the security groups of its network interfaces
   * @param files those that name what it is made from
   * @param elsewhere what says who gets it in the end, if this does not
   * @param unless a property that is known, or {@code property=value}, of those that are not
   *     clients
   */
  private record Client(
      @Nullable List<String> told,
      @Nullable List<String> groups,
      @Nullable List<String> files,
      @Nullable String elsewhere,
      @Nullable String unless) {

    static final Client NONE = new Client(null, null, null, null, null);

    boolean is(ResourceView resource) {
      if (unless == null) {
        return true;
      }
      var value = unless.indexOf('=');
      return value < 0
          ? resource.at(unless).isAbsent() || resource.at(unless).isUnknown()
          : !resource
              .text(unless.substring(0, value))
              .known()
              .equals(Optional.of(unless.substring(value + 1)));
    }
  }

  /**
   * The table.
   *
   * @param functions what functions are, and whoever hands them their input
   * @param workers machines, containers, jobs, builds, and what deploys such
   * @param others that wear security groups for one of them
   * @param leftAlone why each type is, or all that begin like this
   */
  private record Table(
      Map<String, Client> functions,
      Map<String, Client> workers,
      Map<String, Client> others,
      Map<String, String> leftAlone) {

    Map<String, Client> all() {
      var all = new HashMap<>(functions);
      all.putAll(workers);
      all.putAll(others);
      return Map.copyOf(all);
    }
  }

  private static Table load() {
    try (var file = Clients.class.getResourceAsStream("clients.json")) {
      var text = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8);
      return new Gson().fromJson(text, Table.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Functions and whoever hands them their input. */
  public static Set<String> functions() {
    return TABLE.functions().keySet();
  }

  /** Machines, containers, jobs and builds, and what deploys such. */
  public static Set<String> workers() {
    return TABLE.workers().keySet();
  }

  /** Whether resources of a type are clients, or some of them are. */
  static boolean isClient(String type) {
    return ALL.containsKey(type);
  }

  /** Whether nothing of a type is a client, nor holds an address for one. */
  static boolean leavesAlone(String type) {
    return TABLE.leftAlone().keySet().stream().anyMatch(type::startsWith);
  }

  /** The properties that tell a client where databases are; none for what is not a client. */
  public static List<String> configurationOf(ResourceView resource) {
    var client = ALL.get(resource.type());
    return client == null || client.told() == null || !client.is(resource)
        ? List.of()
        : client.told();
  }

  /** The types of what wears security groups as a client. */
  public static Set<String> wearers() {
    return ALL.entrySet().stream()
        .filter(it -> it.getValue().groups() != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The properties that name the security groups of a client. */
  public static List<String> groupsOf(String type) {
    return Objects.requireNonNullElse(ALL.getOrDefault(type, Client.NONE).groups(), List.of());
  }

  /** The properties that name what resources of a type are made from. */
  static List<String> filesOf(String type) {
    return Objects.requireNonNullElse(ALL.getOrDefault(type, Client.NONE).files(), List.of());
  }

  /** What says who gets the configuration of resources of a type in the end, if they do not. */
  public static Optional<String> elsewhere(String type) {
    return Optional.ofNullable(ALL.getOrDefault(type, Client.NONE).elsewhere());
  }
}
