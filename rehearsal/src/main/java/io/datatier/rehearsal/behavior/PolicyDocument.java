package io.datatier.rehearsal.behavior;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An IAM policy document, as far as AWS's answers depend on what it says. */
final class PolicyDocument {

  private final List<JsonObject> statements;

  private PolicyDocument(List<JsonObject> statements) {
    this.statements = statements;
  }

  /** Reads a document; one that is not JSON says nothing. */
  static PolicyDocument of(String text) {
    try {
      var statement = JsonParser.parseString(text).getAsJsonObject().get("Statement");
      var statements = new ArrayList<JsonObject>();
      elements(statement).forEach(each -> statements.add(each.getAsJsonObject()));
      return new PolicyDocument(statements);
    } catch (JsonParseException | IllegalStateException e) {
      return new PolicyDocument(List.of());
    }
  }

  /** Whether a service may assume the role whose trust policy this is. */
  boolean trusts(String service) {
    return allowing("sts:assumerole")
        .anyMatch(
            statement ->
                Optional.ofNullable(statement.get("Principal"))
                    .filter(JsonElement::isJsonObject)
                    .map(principal -> texts(principal.getAsJsonObject().get("Service")))
                    .orElse(List.of())
                    .contains(service));
  }

  /** Whether an action on a resource is allowed; conditions are taken to hold. */
  boolean allows(String action, String resource) {
    return allowing(action)
        .anyMatch(
            statement ->
                texts(statement.get("Resource")).stream()
                    .anyMatch(pattern -> glob(pattern, resource)));
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

  private static List<JsonElement> elements(@Nullable JsonElement json) {
    if (json == null) {
      return List.of();
    }
    return json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
  }

  private static List<String> texts(@Nullable JsonElement json) {
    return elements(json).stream()
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .toList();
  }
}
