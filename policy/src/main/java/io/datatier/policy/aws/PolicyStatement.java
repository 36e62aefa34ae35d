package io.datatier.policy.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.aws.PolicyCondition.Narrowing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A statement of an IAM policy (IAM user guide, "Grammar of the IAM JSON policy language").
 *
 * @param place where it stands in the document: {@code Statement[0]}
 * @param allows whether its effect is Allow
 * @param actions as patterns; empty if it has NotAction
 * @param notActions it applies to all other actions
 * @param resources as patterns; empty if it has NotResource
 * @param notResources it applies to all other resources
 * @param principals who is meant: {@code Service:lambda.amazonaws.com}, {@code AWS:*}
 * @param notPrincipals all others are meant
 * @param conditions all of which must be met
 */
public record PolicyStatement(
    String place,
    boolean allows,
    List<String> actions,
    List<String> notActions,
    List<String> resources,
    List<String> notResources,
    List<String> principals,
    List<String> notPrincipals,
    List<PolicyCondition> conditions) {

  private static final List<String> FUNCTION =
      List.of(
          "arn:", IamPattern.ANY, ":lambda:", IamPattern.ANY, ":", IamPattern.ANY, ":function:");

  /** The statements of a document; none if it is not a policy. */
  static Optional<List<PolicyStatement>> all(JsonElement document) {
    return field(document, "Statement").map(PolicyStatement::list);
  }

  private static List<PolicyStatement> list(JsonElement statement) {
    if (!(statement instanceof JsonArray array)) {
      return List.of(of("Statement", statement));
    }
    var statements = new ArrayList<PolicyStatement>();
    for (var i = 0; i < array.size(); i++) {
      statements.add(of("Statement[%d]".formatted(i), array.get(i)));
    }
    return List.copyOf(statements);
  }

  static PolicyStatement of(String place, JsonElement json) {
    return new PolicyStatement(
        place,
        texts(json, "Effect").stream().anyMatch("allow"::equalsIgnoreCase),
        texts(json, "Action"),
        texts(json, "NotAction"),
        texts(json, "Resource"),
        texts(json, "NotResource"),
        field(json, "Principal").map(PolicyStatement::principals).orElse(List.of()),
        field(json, "NotPrincipal").map(PolicyStatement::principals).orElse(List.of()),
        field(json, "Condition").map(PolicyStatement::conditions).orElse(List.of()));
  }

  /** Whether it allows an action on any resource. Action names are case-insensitive. */
  public boolean allowsAction(String action) {
    return allows && isAboutAction(action);
  }

  boolean deniesAction(String action) {
    return !allows && isAboutAction(action);
  }

  private boolean isAboutAction(String action) {
    var name = action.toLowerCase(Locale.ROOT);
    return notActions.isEmpty() ? anyMatches(actions, name) : !anyMatches(notActions, name);
  }

  /** Whether a resource is meant whose ARN begins with these parts, in some region and account. */
  boolean isAbout(List<String> beginning, String rest) {
    var patterns = notResources.isEmpty() ? resources : notResources;
    var named =
        patterns.stream()
            .flatMap(pattern -> new IamPattern(pattern).rests(beginning))
            .anyMatch(pattern -> new IamPattern(pattern).matches(rest));
    return named == notResources.isEmpty();
  }

  /**
   * Whether it allows a Lambda function, or a version of it, to be invoked.
   *
   * @param function its ARN, or its name in whatever region and account
   */
  public boolean allowsInvoking(String function) {
    var beginning = function.startsWith("arn:") ? List.<String>of() : FUNCTION;
    return allowsAction("lambda:InvokeFunction")
        && (isAbout(beginning, function) || isAbout(beginning, function + ":1"));
  }

  /** Whether it applies to anyone. */
  public boolean isForEveryone() {
    return !notPrincipals.isEmpty()
        || principals.stream().anyMatch(it -> it.equals("*") || it.equals("AWS:*"));
  }

  /** How far its conditions narrow it by one of these keys. */
  public Narrowing narrowedBy(Predicate<String> keys) {
    return conditions.stream()
        .map(condition -> condition.narrows(keys))
        .max(Comparator.naturalOrder())
        .orElse(Narrowing.NO);
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

  private static List<PolicyCondition> conditions(JsonElement condition) {
    return fields(condition)
        .flatMap(
            operator ->
                fields(operator.getValue())
                    .map(
                        key ->
                            PolicyCondition.of(
                                operator.getKey(), key.getKey(), texts(key.getValue()).toList())))
        .toList();
  }

  static Stream<Map.Entry<String, JsonElement>> fields(JsonElement json) {
    return json instanceof JsonObject object ? object.entrySet().stream() : Stream.empty();
  }

  /** Element names are compared without case, so that no spelling hides one. */
  static Optional<JsonElement> field(JsonElement json, String name) {
    return fields(json)
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** IAM accepts a single text wherever it accepts a list. */
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
