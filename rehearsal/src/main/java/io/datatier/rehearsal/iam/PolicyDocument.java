package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An IAM policy document, as far as AWS's answers depend on what it says. */
public final class PolicyDocument {

  private final List<JsonObject> statements;

  private PolicyDocument(List<JsonObject> statements) {
    this.statements = statements;
  }

  /** Reads a document; one that is not JSON says nothing. */
  public static PolicyDocument of(String text) {
    try {
      var statement = JsonParser.parseString(text).getAsJsonObject().get("Statement");
      var statements = new ArrayList<JsonObject>();
      Json.elements(statement).forEach(each -> statements.add(each.getAsJsonObject()));
      return new PolicyDocument(statements);
    } catch (JsonParseException | IllegalStateException e) {
      return new PolicyDocument(List.of());
    }
  }

  /** Whether a service may assume the role whose trust policy this is. */
  public boolean trusts(String service) {
    return allowing("sts:assumerole")
        .anyMatch(statement -> principals(statement, "Service").anyMatch(service::equals));
  }

  /** Whether an action on a resource is allowed; conditions are taken to hold. */
  boolean allows(String action, String resource) {
    return allowing(action)
        .anyMatch(
            statement ->
                texts(statement.get("Resource")).stream()
                    .anyMatch(pattern -> glob(pattern, resource)));
  }

  /** Whether one of some principals of IAM may do something; conditions are taken to hold. */
  public boolean letsAws(String action, Set<String> principals) {
    return allowing(action)
        .anyMatch(statement -> principals(statement, "AWS").anyMatch(principals::contains));
  }

  /** Whether any principal of IAM at all may do something. */
  public boolean namesSomebodyFor(String action) {
    return allowing(action)
        .anyMatch(statement -> principals(statement, "AWS").findAny().isPresent());
  }

  /**
   * Whether a key's policy lets a service do something for one log group, of which the encryption
   * context has the ARN (CloudWatch Logs user guide, "Encrypt log data using KMS").
   */
  public boolean letsLogs(String service, String action, String logGroupArn) {
    return allowing(action)
        .filter(statement -> principals(statement, "Service").anyMatch(service::equals))
        .anyMatch(
            statement ->
                contexts(statement, "kms:EncryptionContext:aws:logs:arn")
                    .allMatch(
                        patterns -> patterns.stream().anyMatch(each -> glob(each, logGroupArn))));
  }

  private static Stream<String> principals(JsonObject statement, String kind) {
    var principal = statement.get("Principal");
    if (principal != null && principal.isJsonObject()) {
      return texts(principal.getAsJsonObject().get(kind)).stream();
    }
    return texts(principal).stream();
  }

  /** What a statement's conditions say of a key of the context, whichever operator they use. */
  private static Stream<List<String>> contexts(JsonObject statement, String key) {
    var conditions = statement.get("Condition");
    if (conditions == null || !conditions.isJsonObject()) {
      return Stream.empty();
    }
    return conditions.getAsJsonObject().entrySet().stream()
        .map(Map.Entry::getValue)
        .filter(JsonElement::isJsonObject)
        .flatMap(operator -> operator.getAsJsonObject().entrySet().stream())
        .filter(condition -> condition.getKey().equalsIgnoreCase(key))
        .map(condition -> texts(condition.getValue()));
  }

  private Stream<JsonObject> allowing(String action) {
    return statements.stream()
        .filter(statement -> texts(statement.get("Effect")).contains("Allow"))
        .filter(
            statement ->
                texts(statement.get("Action")).stream()
                    .anyMatch(
                        pattern ->
                            glob(
                                pattern.toLowerCase(Locale.ROOT),
                                action.toLowerCase(Locale.ROOT))));
  }

  private static boolean glob(String pattern, String text) {
    var regex =
        pattern
            .chars()
            .mapToObj(
                each ->
                    switch (each) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(each));
                    })
            .collect(Collectors.joining());
    return text.matches(regex);
  }

  private static List<String> texts(@Nullable JsonElement json) {
    return Json.elements(json).stream()
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .toList();
  }
}
