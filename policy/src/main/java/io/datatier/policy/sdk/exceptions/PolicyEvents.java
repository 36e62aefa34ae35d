package io.datatier.policy.sdk.exceptions;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.Urn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What policies of whatever pack have found in a stack, by the engine's events: what {@code pulumi
 * policy analyze --json} prints, or the event log of a run.
 *
 * @param violations all of them, those that are excepted too
 * @param stacks the stacks that the run was about, as {@code project/stack}
 */
public record PolicyEvents(Set<Violation> violations, Set<String> stacks) {

  /**
   * A violation.
   *
   * @param urn of the resource; the stack's own where it is about none
   * @param mandatory whether it would stop the run
   * @param excepted whether an exception kept it from doing so
   */
  public record Violation(String policy, String urn, boolean mandatory, boolean excepted) {

    /** Where it is, as {@code project/stack}. */
    String stack() {
      return stackOf(urn);
    }
  }

  public PolicyEvents {
    violations = Set.copyOf(violations);
    stacks = Set.copyOf(stacks);
  }

  /**
   * Reads an event log.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is not an event log
   */
  public static PolicyEvents read(Path path) throws IOException {
    var violations = new LinkedHashSet<Violation>();
    var stacks = new HashSet<String>();
    try (var lines = Files.lines(path)) {
      lines
          .filter(line -> !line.isBlank())
          .map(line -> event(path, line))
          .forEach(
              event -> {
                urnsIn(event, stacks);
                if (event.get("policyEvent") instanceof JsonObject policy) {
                  violations.add(violation(policy));
                }
              });
    }
    return new PolicyEvents(violations, stacks);
  }

  private static JsonObject event(Path path, String line) {
    try {
      if (JsonParser.parseString(line) instanceof JsonObject event) {
        return event;
      }
    } catch (JsonParseException malformed) {
      throw new IllegalArgumentException(
          path + " does not contain events of the engine", malformed);
    }
    throw new IllegalArgumentException(path + " does not contain events of the engine");
  }

  private static Violation violation(JsonObject event) {
    return new Violation(
        text(event, "policyName"),
        text(event, "resourceUrn"),
        text(event, "enforcementLevel").equals("mandatory"),
        event.get("exceptions") instanceof JsonArray all && !all.isEmpty());
  }

  private static String text(JsonObject fields, String name) {
    return fields.get(name) instanceof JsonPrimitive value ? value.getAsString() : "";
  }

  /** A step reports every resource, and each step names its URN. */
  private static void urnsIn(JsonElement element, Set<String> stacks) {
    if (element instanceof JsonObject fields) {
      add(text(fields, "urn"), stacks);
      add(text(fields, "resourceUrn"), stacks);
      fields.asMap().values().stream()
          .filter(JsonObject.class::isInstance)
          .forEach(it -> urnsIn(it, stacks));
    }
  }

  private static void add(String urn, Set<String> stacks) {
    if (!urn.isEmpty()) {
      stacks.add(stackOf(urn));
    }
  }

  private static String stackOf(String urn) {
    var parts = Urn.parse(urn);
    return parts.project() + "/" + parts.stack();
  }

  /**
   * The same run, about this stack too.
   *
   * @param stack as {@code project/stack}
   */
  public PolicyEvents about(String stack) {
    var more = new HashSet<>(stacks);
    more.add(stack);
    return new PolicyEvents(violations, more);
  }

  /** Whether this run was about the stack of a URN. */
  public boolean isAbout(String urn) {
    return stacks.contains(stackOf(urn));
  }

  /** Whether a policy was violated by a resource, excepted or not. */
  public boolean has(String policy, String urn) {
    return Stream.of(true, false)
        .flatMap(
            mandatory ->
                Stream.of(true, false).map(it -> new Violation(policy, urn, mandatory, it)))
        .anyMatch(violations::contains);
  }
}
