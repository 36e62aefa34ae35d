package io.datatier.policy.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy document of which parts are unknown, filled in such that it allows as little, or as much
 * as it may.
 *
 * @param most whether as much
 */
record PartlyKnownPolicy(boolean most) {

  private static final JsonElement NOTHING = new JsonObject();

  private static final JsonElement ANYTHING =
      JsonParser.parseString(
          """
          {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}
          """);

  /**
   * The document that allows the least and that which allows the most; none if it is not a policy.
   */
  static List<PolicyDocument> both(String form) {
    try {
      var document = JsonParser.parseString(form);
      return Stream.of(false, true)
          .map(most -> new PartlyKnownPolicy(most).filled(document))
          .flatMap(it -> PolicyStatement.all(it).map(PolicyDocument::new).stream())
          .toList();
    } catch (JsonParseException notJson) {
      return List.of();
    }
  }

  private JsonElement filled(JsonElement document) {
    var filled = new JsonObject();
    PolicyStatement.field(document, "Statement")
        .ifPresent(
            it -> {
              if (it instanceof JsonArray list) {
                var statements = new JsonArray();
                list.forEach(each -> statements.add(statement(each)));
                filled.add("Statement", statements);
              } else {
                filled.add("Statement", statement(it));
              }
            });
    return filled;
  }

  private JsonElement statement(JsonElement statement) {
    if (!isOpen(statement)) {
      return statement;
    }
    if (!(statement instanceof JsonObject object)) {
      return most ? ANYTHING : NOTHING;
    }
    var effect = PolicyStatement.field(object, "Effect").orElse(NOTHING);
    var allows = isOpen(effect) ? most : PolicyStatement.of("", object).allows();
    var condition = PolicyStatement.field(object, "Condition").orElse(NOTHING);
    if (allows ? !most && (isOpen(effect) || !isOpenInValuesOnly(condition)) : most) {
      return NOTHING;
    }
    var filled = new JsonObject();
    for (var field : object.entrySet()) {
      var name = field.getKey();
      if (name.equalsIgnoreCase("Effect")) {
        filled.addProperty(name, allows ? "Allow" : "Deny");
      } else if (name.equalsIgnoreCase("Condition")) {
        filled.add(name, condition(condition));
      } else {
        var isNegative = name.regionMatches(true, 0, "Not", 0, 3);
        var widened = isNegative ? allows != most : allows == most;
        filled.add(name, widened ? anything(field.getValue()) : field.getValue());
      }
    }
    return filled;
  }

  /** The conditions whose keys are known, and whose values are if it is to allow the most. */
  private JsonElement condition(JsonElement condition) {
    var known = new JsonObject();
    PolicyStatement.fields(condition)
        .filter(operator -> !operator.getKey().contains(Unknown.PART))
        .forEach(
            operator -> {
              var keys = new JsonObject();
              PolicyStatement.fields(operator.getValue())
                  .filter(key -> !key.getKey().contains(Unknown.PART))
                  .filter(key -> !most || !isOpen(key.getValue()))
                  .forEach(key -> keys.add(key.getKey(), key.getValue()));
              known.add(operator.getKey(), keys);
            });
    return known;
  }

  private static boolean isOpenInValuesOnly(JsonElement condition) {
    return condition instanceof JsonObject
        && PolicyStatement.fields(condition)
            .allMatch(
                operator ->
                    !operator.getKey().contains(Unknown.PART)
                        && operator.getValue() instanceof JsonObject keys
                        && keys.keySet().stream().noneMatch(key -> key.contains(Unknown.PART)));
  }

  private static boolean isOpen(JsonElement json) {
    return json.toString().contains(Unknown.PART);
  }

  private static JsonElement anything(JsonElement json) {
    return JsonParser.parseString(json.toString().replace(Unknown.PART, "*"));
  }
}
