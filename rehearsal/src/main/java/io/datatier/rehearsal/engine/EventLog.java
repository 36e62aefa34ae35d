package io.datatier.rehearsal.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The events of one engine run, from its {@code --event-log}: one JSON object per line (pulumi
 * v3.276.0, sdk/go/common/apitype/events.go).
 */
public final class EventLog {

  private static final String EXEMPT = "exempt: ";

  /**
   * The pack's advisory finding about values that only an update knows begins like this, with the
   * number of resources.
   */
  private static final Pattern UNDECIDED =
      Pattern.compile("^undecided: (\\d+)?", Pattern.MULTILINE);

  private final List<JsonObject> events;

  private EventLog(List<JsonObject> events) {
    this.events = events;
  }

  /**
   * Reads a log. A missing file counts as empty: the run ended before its first event.
   *
   * @throws IOException if the log is cut off, as on a full disk; the engine says nothing of it
   */
  public static EventLog read(Path file) throws IOException {
    return read(file, Files.exists(file) ? Files.readAllLines(file) : List.of());
  }

  private static EventLog read(Path file, List<String> lines) throws IOException {
    var events = new ArrayList<JsonObject>();
    for (var line : lines) {
      events.add(event(file, line));
    }
    return new EventLog(List.copyOf(events));
  }

  private static JsonObject event(Path file, String line) throws IOException {
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("The engine's log %s is cut off. Is the disk full?".formatted(file), e);
    }
  }

  /**
   * Removes debug messages from a log. They contain every request of the SDK to the engine, with
   * secrets in plain text (com.pulumi 1.36.1, GrpcMonitor), and the engine logs them even though it
   * does not show them.
   */
  public static void dropDebugMessages(Path file) throws IOException {
    if (Files.exists(file)) {
      var lines = Files.readAllLines(file);
      // A message that is cut off may be one of them.
      Files.write(file, lines.stream().filter(line -> !isDebug(line)).toList());
      var unused = read(file, lines);
    }
  }

  private static boolean isDebug(String line) {
    try {
      return isDebug(JsonParser.parseString(line).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      return true;
    }
  }

  private static boolean isDebug(JsonObject event) {
    return event.has("diagnosticEvent")
        && event.getAsJsonObject("diagnosticEvent").get("severity").getAsString().equals("debug");
  }

  /** The number of created resources by type, without components and the stack itself. */
  public SortedMap<String, Integer> created() {
    var created = new TreeMap<String, Integer>();
    of("resOutputsEvent")
        .map(event -> event.getAsJsonObject("metadata"))
        .filter(step -> step.get("op").getAsString().equals("create"))
        .filter(step -> step.getAsJsonObject("new").has("custom"))
        .map(step -> step.get("type").getAsString())
        .filter(type -> !type.startsWith("pulumi:"))
        .forEach(type -> created.merge(type, 1, Integer::sum));
    return created;
  }

  /**
   * The planned operation on each resource, by name, with the changed properties of updates and
   * replacements.
   */
  public SortedMap<String, Change> changes() {
    var changes = new TreeMap<String, Change>();
    of("resourcePreEvent")
        .map(event -> event.getAsJsonObject("metadata"))
        .forEach(
            step ->
                changes.put(
                    name(step.get("urn").getAsString()),
                    new Change(
                        step.get("op").getAsString(),
                        names(step, "diffs").collect(Collectors.toCollection(TreeSet::new)))));
    return changes;
  }

  /**
   * The final operation on each resource, by name, with the paths of all differences. For a
   * refresh: {@code same}, {@code update} or {@code delete}.
   */
  public SortedMap<String, Change> outcomes() {
    var outcomes = new TreeMap<String, Change>();
    of("resOutputsEvent")
        .map(event -> event.getAsJsonObject("metadata"))
        .forEach(
            step ->
                outcomes.put(
                    name(step.get("urn").getAsString()),
                    new Change(step.get("op").getAsString(), paths(step))));
    return outcomes;
  }

  private static SortedSet<String> paths(JsonObject step) {
    var detailed = step.get("detailedDiff");
    return detailed == null || detailed.isJsonNull()
        ? new TreeSet<>()
        : new TreeSet<>(detailed.getAsJsonObject().keySet());
  }

  // urn:pulumi:<stack>::<project>::<types>::<name>
  private static String name(String urn) {
    return urn.split("::", 4)[3];
  }

  /**
   * An operation on a resource.
   *
   * @param operation the engine's name for it: {@code create}, {@code same}, {@code update}, ...
   * @param properties the changed properties, or the changed paths in them
   */
  public record Change(String operation, SortedSet<String> properties) {}

  /** One line for each exemption that was used, as the pack words it. */
  public List<String> exemptions() {
    return of("policyEvent")
        .flatMap(event -> event.get("message").getAsString().lines())
        .map(String::strip)
        .filter(line -> line.startsWith(EXEMPT))
        .map(line -> line.substring(EXEMPT.length()))
        .distinct()
        .toList();
  }

  /** The verdicts of each rule, by its id. */
  public SortedMap<String, RuleVerdicts> verdicts() {
    var verdicts = new TreeMap<String, RuleVerdicts>();
    Stream.of("policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent")
        .flatMap(this::of)
        .flatMap(event -> names(event, "passed"))
        .forEach(rule -> verdicts.merge(rule, new RuleVerdicts(1, 0, 0, 0), RuleVerdicts::plus));
    of("policyEvent")
        .forEach(
            event ->
                verdicts.merge(
                    event.get("policyName").getAsString(), finding(event), RuleVerdicts::plus));
    return verdicts;
  }

  private static RuleVerdicts finding(JsonObject event) {
    var undecided = UNDECIDED.matcher(event.get("message").getAsString());
    if (undecided.find()) {
      var resources = Optional.ofNullable(undecided.group(1)).map(Integer::parseInt).orElse(1);
      return new RuleVerdicts(0, 0, 0, resources);
    }
    return event.get("enforcementLevel").getAsString().equals("advisory")
        ? new RuleVerdicts(0, 0, 1, 0)
        : new RuleVerdicts(0, 1, 0, 0);
  }

  private Stream<JsonObject> of(String kind) {
    return events.stream()
        .filter(event -> event.has(kind))
        .map(event -> event.getAsJsonObject(kind));
  }

  private static Stream<String> names(JsonObject event, String list) {
    var names =
        event.has(list) && !event.get(list).isJsonNull()
            ? event.getAsJsonArray(list)
            : new JsonArray();
    return IntStream.range(0, names.size()).mapToObj(index -> names.get(index).getAsString());
  }
}
