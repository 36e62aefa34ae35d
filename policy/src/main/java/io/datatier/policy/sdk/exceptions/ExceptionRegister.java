package io.datatier.policy.sdk.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.exceptions.PolicyException.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The policy exceptions in a pack's configuration file, version 2; {@code --policy-pack-config}
 * gives the same file to the engine. Everything else in it is kept as it is.
 */
public final class ExceptionRegister {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final JsonObject file;
  private final Map<String, PolicyException> exceptions;

  private ExceptionRegister(JsonObject file, Map<String, PolicyException> exceptions) {
    this.file = file;
    this.exceptions = new TreeMap<>(exceptions);
  }

  /** The register of an empty configuration. */
  public static ExceptionRegister empty() {
    var file = new JsonObject();
    file.addProperty("version", 2);
    file.add("policies", new JsonObject());
    return new ExceptionRegister(file, Map.of());
  }

  /**
   * Reads a register. A file of version 1, which is all policies, becomes one of version 2.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException naming every fault for which the engine would refuse it, and
   *     those of owners and ends
   */
  public static ExceptionRegister read(Path path) throws IOException {
    return parse(path.toString(), Files.readString(path));
  }

  static ExceptionRegister parse(String name, String text) {
    var faults = new ArrayList<String>();
    var file = upgraded(name, text);
    var found = new TreeMap<String, PolicyException>();
    var given = file.get("exceptions");
    if (given instanceof JsonObject all) {
      all.asMap().forEach((id, entry) -> found.put(id, exception(id, entry, faults)));
    } else if (given != null && !given.isJsonNull()) {
      faults.add("exceptions is not an object of exceptions by their ids");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(name + ": " + String.join("; ", faults));
    }
    return new ExceptionRegister(file, found);
  }

  private static JsonObject upgraded(String name, String text) {
    JsonElement parsed;
    try {
      parsed = JsonParser.parseString(text);
    } catch (JsonParseException malformed) {
      throw new IllegalArgumentException(name + " is not JSON", malformed);
    }
    if (!(parsed instanceof JsonObject file)) {
      throw new IllegalArgumentException(name + " is not a JSON object");
    }
    if (file.get("version") instanceof JsonPrimitive version && version.isNumber()) {
      if (version.getAsDouble() != 2) {
        throw new IllegalArgumentException(
            "%s: version is %s, not 2".formatted(name, version.getAsString()));
      }
      return file;
    }
    // In version 1 each key is a rule, and none is called that.
    if (file.has("exceptions") || (file.has("version") && file.has("policies"))) {
      var version = file.has("version") ? "is " + file.get("version") : "is missing";
      throw new IllegalArgumentException(
          "%s: version %s; write the number 2".formatted(name, version));
    }
    var upgraded = new JsonObject();
    upgraded.addProperty("version", 2);
    upgraded.add("policies", file);
    return upgraded;
  }

  private static PolicyException exception(String id, JsonElement entry, List<String> faults) {
    var at = "exceptions." + id;
    if (!id.matches("[A-Za-z0-9_.-]+")) {
      faults.add(
          "'%s' is not the id of an exception: use letters, digits, -, . and _".formatted(id));
    }
    if (!(entry instanceof JsonObject fields)) {
      faults.add(at + " is not an object");
      return new PolicyException(id, "", "", Optional.empty(), List.of());
    }
    var reason = text(fields, "reason");
    if (reason.isEmpty()) {
      faults.add(at + ".reason is missing");
    }
    var matches = new ArrayList<Match>();
    if (fields.get("match") instanceof JsonArray all && !all.isEmpty()) {
      for (var index = 0; index < all.size(); index++) {
        matches.add(match("%s.match[%d]".formatted(at, index), all.get(index), faults));
      }
    } else {
      faults.add(at + ".match is not a list of policies and targets");
    }
    return new PolicyException(
        id, reason, text(fields, "owner"), until(at, text(fields, "until"), faults), matches);
  }

  private static String text(JsonObject fields, String name) {
    return fields.get(name) instanceof JsonPrimitive value ? value.getAsString().strip() : "";
  }

  private static Optional<LocalDate> until(String at, String day, List<String> faults) {
    try {
      return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException malformed) {
      faults.add("%s.until is '%s', not a date such as 2027-01-31".formatted(at, day));
      return Optional.empty();
    }
  }

  private static Match match(String at, JsonElement entry, List<String> faults) {
    var policies = texts(at, entry, "policies", faults);
    var targets = texts(at, entry, "targets", faults);
    if (policies.contains("all")) {
      faults.add(at + ".policies names 'all'; name each policy");
    }
    targets.stream()
        .filter(urn -> !urn.startsWith("urn:pulumi:"))
        .forEach(urn -> faults.add("%s.targets has '%s', which is not a URN".formatted(at, urn)));
    return new Match(policies, targets);
  }

  private static List<String> texts(
      String at, JsonElement entry, String name, List<String> faults) {
    var texts = new ArrayList<String>();
    if (entry instanceof JsonObject fields && fields.get(name) instanceof JsonArray all) {
      all.forEach(it -> texts.add(it instanceof JsonPrimitive text ? text.getAsString() : ""));
    }
    if (texts.isEmpty() || texts.contains("")) {
      faults.add("%s.%s is not a list of texts".formatted(at, name));
    }
    return texts;
  }

  /** The configuration of rules by their ids, as the file has it. */
  public JsonObject policies() {
    return file.get("policies") instanceof JsonObject policies
        ? policies.deepCopy()
        : new JsonObject();
  }

  /** All exceptions, by their ids. */
  public List<PolicyException> exceptions() {
    return List.copyOf(exceptions.values());
  }

  /** The same register with this exception, in place of one of the same id. */
  public ExceptionRegister with(PolicyException exception) {
    var more = new TreeMap<>(exceptions);
    more.put(exception.id(), exception);
    return new ExceptionRegister(file, more);
  }

  /** The same register with these exceptions, in place of those of the same ids. */
  public ExceptionRegister withAll(Collection<PolicyException> more) {
    var all = new TreeMap<>(exceptions);
    more.forEach(exception -> all.put(exception.id(), exception));
    return new ExceptionRegister(file, all);
  }

  /** The same register without an exception. */
  public ExceptionRegister without(String id) {
    var fewer = new TreeMap<>(exceptions);
    fewer.remove(id);
    return new ExceptionRegister(file, fewer);
  }

  /**
   * The same register with what is left of an exception, if anything.
   *
   * @param left of the same id
   */
  public ExceptionRegister replacing(PolicyException exception, PolicyException left) {
    return left.matches().isEmpty() ? without(exception.id()) : with(left);
  }

  /**
   * Writes the register, so that no reader sees half of it. A file that is there keeps its
   * permissions, and a link to one its target.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    // A link stays one.
    var at = Files.exists(path) ? path.toRealPath() : path;
    var draft = at.resolveSibling(".%s.%s.tmp".formatted(at.getFileName(), UUID.randomUUID()));
    try {
      // Not as a temporary file, which none but its owner could read in the end.
      Files.writeString(draft, json() + "\n", UTF_8);
      var before = Files.getFileAttributeView(at, PosixFileAttributeView.class);
      if (before != null && Files.exists(at)) {
        Files.setPosixFilePermissions(draft, before.readAttributes().permissions());
      }
      Files.move(draft, at, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** What is written. */
  String json() {
    var written = file.deepCopy();
    var all = new JsonObject();
    var before = file.get("exceptions") instanceof JsonObject old ? old : new JsonObject();
    exceptions.forEach((id, exception) -> all.add(id, json(before.get(id), exception)));
    written.add("exceptions", all);
    return GSON.toJson(written);
  }

  private static JsonObject json(@Nullable JsonElement before, PolicyException exception) {
    var fields = before instanceof JsonObject old ? old.deepCopy() : new JsonObject();
    fields.addProperty("reason", exception.reason());
    if (!exception.owner().isEmpty()) {
      fields.addProperty("owner", exception.owner());
    }
    exception.until().ifPresent(day -> fields.addProperty("until", day.toString()));
    var matches = new JsonArray();
    for (var match : exception.matches()) {
      var entry = new JsonObject();
      entry.add("policies", GSON.toJsonTree(match.policies()));
      entry.add("targets", GSON.toJsonTree(match.targets()));
      matches.add(entry);
    }
    fields.add("match", matches);
    return fields;
  }
}
