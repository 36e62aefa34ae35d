package io.datatier.policy.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement of an IAM policy (IAM user guide, "Grammar of the IAM JSON policy language").
 *
 * @param place where it stands in the document: {@code Statement[0]}
 * @param allows whether its effect is Allow; one that denies only takes away
 * @param actions as patterns; empty if it has NotAction
 * @param notActions all others are meant
 * @param resources as patterns; empty if it has NotResource
 * @param notResources all others are meant
 * @param principals who is meant in a trust policy: {@code Service:lambda.amazonaws.com}
 * @param conditions the keys that a value which is no wildcard must equal, in lower case
 */
public record PolicyStatement(
    String place,
    boolean allows,
    List<String> actions,
    List<String> notActions,
    List<String> resources,
    List<String> notResources,
    List<String> principals,
    Set<String> conditions) {

  /** The statements of a policy document; none if the text is no such document. */
  public static Optional<List<PolicyStatement>> in(String document) {
    try {
      var statement = field(JsonParser.parseString(document), "Statement");
      return statement.map(PolicyStatement::all);
    } catch (JsonParseException notJson) {
      return Optional.empty();
    }
  }

  private static List<PolicyStatement> all(JsonElement statement) {
    if (!(statement instanceof JsonArray array)) {
      return List.of(of("Statement", statement));
    }
    var statements = new ArrayList<PolicyStatement>();
    for (var i = 0; i < array.size(); i++) {
      statements.add(of("Statement[%d]".formatted(i), array.get(i)));
    }
    return List.copyOf(statements);
  }

  private static PolicyStatement of(String place, JsonElement json) {
    return new PolicyStatement(
        place,
        texts(json, "Effect").stream().anyMatch("allow"::equalsIgnoreCase),
        texts(json, "Action"),
        texts(json, "NotAction"),
        texts(json, "Resource"),
        texts(json, "NotResource"),
        field(json, "Principal").map(PolicyStatement::principals).orElse(List.of()),
        field(json, "Condition").map(PolicyStatement::conditions).orElse(Set.of()));
  }

  /** Whether it allows an action, on whatever resources; actions are told apart without case. */
  public boolean allowsAction(String action) {
    var name = action.toLowerCase(Locale.ROOT);
    return allows
        && (notActions.isEmpty() ? anyMatches(actions, name) : !anyMatches(notActions, name));
  }

  private static boolean anyMatches(List<String> patterns, String action) {
    return patterns.stream()
        .anyMatch(pattern -> new IamPattern(pattern.toLowerCase(Locale.ROOT)).matches(action));
  }

  private static List<String> principals(JsonElement principal) {
    if (!(principal instanceof JsonObject kinds)) {
      return texts(principal).toList();
    }
    return kinds.entrySet().stream()
        .flatMap(kind -> texts(kind.getValue()).map(who -> kind.getKey() + ":" + who))
        .toList();
  }

  private static Set<String> conditions(JsonElement condition) {
    return fields(condition)
        .filter(operator -> operator.getKey().matches("(?i)(?:string|arn)(?:equals|like).*"))
        .filter(operator -> !operator.getKey().matches("(?i).*ifexists"))
        .flatMap(operator -> fields(operator.getValue()))
        .filter(key -> texts(key.getValue()).noneMatch(value -> value.matches("[*?]*")))
        .map(key -> key.getKey().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Map.Entry<String, JsonElement>> fields(JsonElement json) {
    return json instanceof JsonObject object ? object.entrySet().stream() : Stream.empty();
  }

  /** The names of elements are taken without case, so that no spelling hides one. */
  private static Optional<JsonElement> field(JsonElement json, String name) {
    return fields(json)
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Wherever IAM takes a list it takes a single text as well. */
  private static List<String> texts(JsonElement json, String name) {
    return field(json, name).stream().flatMap(PolicyStatement::texts).toList();
  }

  private static Stream<String> texts(JsonElement json) {
    if (json instanceof JsonArray array) {
      return array.asList().stream().flatMap(PolicyStatement::texts);
    }
    return json instanceof JsonPrimitive text ? Stream.of(text.getAsString()) : Stream.empty();
  }
}
