package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import io.datatier.rehearsal.core.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a statement's conditions: all operators and all their keys must match, each with any of
 * its values (IAM user guide, "IAM JSON policy elements: Condition operators", "Set operators for
 * multivalued context keys").
 */
final class Conditions {

  private static final Pattern OPERATOR =
      Pattern.compile("(?<set>forallvalues:|foranyvalue:)?(?<name>[a-z]+?)(?<lenient>ifexists)?");

  private Conditions() {}

  static Truth hold(@Nullable JsonElement conditions, Context context) {
    return Truth.all(
        members(conditions)
            .flatMap(
                operator ->
                    members(operator.value())
                        .map(key -> holds(operator.name(), key.name(), key.value(), context))));
  }

  private record Member(String name, JsonElement value) {}

  private static Stream<Member> members(@Nullable JsonElement json) {
    return json != null && json.isJsonObject()
        ? json.getAsJsonObject().entrySet().stream()
            .map(each -> new Member(each.getKey(), each.getValue()))
        : Stream.of();
  }

  private static Truth holds(String operator, String key, JsonElement wanted, Context context) {
    var parts = OPERATOR.matcher(operator.toLowerCase(Locale.ROOT));
    var there = context.values(key);
    if (!parts.matches() || there.isEmpty()) {
      return Truth.UNKNOWN;
    }
    var values = there.get();
    var name = parts.group("name");
    var set = Optional.ofNullable(parts.group("set")).orElse("");
    if (name.equals("null")) {
      return Truth.of(Json.texts(wanted).contains(String.valueOf(values.isEmpty())));
    }
    boolean isNegated = name.contains("not");
    if (values.isEmpty()) {
      boolean isLenient = parts.group("lenient") != null || set.equals("forallvalues:");
      return Truth.of(isLenient || (isNegated && !set.equals("foranyvalue:")));
    }
    var compares = comparison(name.replace("not", ""));
    if (compares.isEmpty()) {
      return Truth.UNKNOWN;
    }
    var each =
        values.stream()
            .map(
                value ->
                    Truth.any(
                        Json.texts(wanted).stream()
                            .map(text -> new TextPattern(text, context))
                            .map(pattern -> compares.get().apply(pattern, value))))
            .map(answer -> isNegated ? answer.not() : answer);
    boolean isForAll = set.equals("forallvalues:") || (set.isEmpty() && isNegated);
    return isForAll ? Truth.all(each) : Truth.any(each);
  }

  /** Numbers, dates and addresses of a request are unknown here. */
  private static Optional<BiFunction<TextPattern, String, Truth>> comparison(String name) {
    return switch (name) {
      case "stringequals" -> Optional.of(TextPattern::same);
      case "stringequalsignorecase", "bool" -> Optional.of(TextPattern::sameInAnyCase);
      case "stringlike" -> Optional.of(TextPattern::like);
      case "arnequals", "arnlike" -> Optional.of(TextPattern::likeArn);
      default -> Optional.empty();
    };
  }
}
