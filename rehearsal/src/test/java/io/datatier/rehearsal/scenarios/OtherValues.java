package io.datatier.rehearsal.scenarios;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Values that might stand in a place instead of the one that does. Whether one may, the place's own
 * rules have to say; what these then name as lawful are further candidates.
 */
final class OtherValues {

  private static final Pattern CHOICES = Pattern.compile("must (?:be|have) (.*), but is ");

  private OtherValues() {}

  static Stream<Value> than(Value value, Account account) {
    if (value instanceof Value.Flag flag) {
      return Stream.of(Value.of(!flag.value()));
    } else if (value instanceof Value.Numeric number) {
      var now = number.value();
      return DoubleStream.of(
              now + 1,
              now - 1,
              now * 2,
              Math.ceil(now / 2),
              now + 16,
              now + 60,
              0,
              1,
              5,
              10,
              30,
              60)
          .filter(each -> each != now)
          .mapToObj(Value::of);
    } else if (value instanceof Value.Text text) {
      return texts(text.value(), account).filter(each -> !each.equals(text.value())).map(Value::of);
    } else if (value instanceof Fields fields) {
      return PropertyPath.leaves(fields).entrySet().stream()
          .flatMap(
              leaf -> than(leaf.getValue(), account).map(each -> leaf.getKey().set(fields, each)));
    } else if (value instanceof Value.Fingerprint) {
      return Stream.of(Value.of("set by somebody else"));
    }
    return Stream.of();
  }

  /** What a refusal names instead: its choices, the ends of its range, its example. */
  static Stream<Value> named(String refusal, Value value) {
    var choices = CHOICES.matcher(refusal);
    return choices.find()
        ? Arrays.stream(choices.group(1).split("[ ,]+")).flatMap(word -> like(value, word))
        : Stream.of();
  }

  private static Stream<Value> like(Value value, String word) {
    if (value instanceof Value.Numeric) {
      return word.matches("\\d{1,9}") ? Stream.of(Value.of(Integer.parseInt(word))) : Stream.of();
    }
    return Stream.of(Value.of(word));
  }

  private static Stream<String> texts(String text, Account account) {
    return Stream.of(
            document(text).stream().flatMap(OtherValues::others).map(JsonElement::toString),
            likeIt(text, account),
            // Classes of instances end with their size.
            Stream.of("small", "medium", "large", "xlarge")
                .map(
                    size -> text.replaceFirst("\\.(micro|small|medium|large|xlarge)$", "." + size)),
            text.matches("\\d{1,9}")
                ? Stream.of(Integer.parseInt(text) + 1, Integer.parseInt(text) - 1)
                    .map(String::valueOf)
                : Stream.<String>of(),
            Stream.of(text + "x", text + " x", "x" + text, "(" + text + ")", "x"))
        .flatMap(each -> each);
  }

  /** What is of the same type in the account: another id for an id, another ARN for an ARN. */
  private static Stream<String> likeIt(String text, Account account) {
    return Stream.<Function<Entity, Optional<String>>>of(
            entity -> Optional.of(entity.id()),
            entity -> entity.text("arn"),
            entity -> entity.text("name"),
            entity -> entity.text("identifier"))
        .flatMap(
            name ->
                account.entities().stream()
                    .filter(entity -> name.apply(entity).filter(text::equals).isPresent())
                    .flatMap(entity -> account.all(entity.type()))
                    .map(name)
                    .flatMap(Optional::stream));
  }

  private static Optional<JsonObject> document(String text) {
    try {
      return Optional.of(JsonParser.parseString(text))
          .filter(JsonElement::isJsonObject)
          .map(JsonElement::getAsJsonObject);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Documents that differ in one text. */
  private static Stream<JsonElement> others(JsonElement json) {
    if (json.isJsonObject()) {
      return json.getAsJsonObject().entrySet().stream()
          .flatMap(
              member ->
                  others(member.getValue())
                      .map(
                          other -> {
                            var changed = json.getAsJsonObject().deepCopy();
                            changed.add(member.getKey(), other);
                            return changed;
                          }));
    } else if (json.isJsonArray()) {
      var array = json.getAsJsonArray();
      return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
          .flatMap(
              i ->
                  others(array.get(i))
                      .map(
                          other -> {
                            var changed = array.deepCopy();
                            changed.set(i, other);
                            return changed;
                          }));
    } else if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isString()) {
      var text = json.getAsString();
      return (text.equals("Allow") ? Stream.of("Deny") : Stream.of(text + "x"))
          .map(JsonPrimitive::new);
    }
    return Stream.of();
  }

  /** One element more: another of the kind that a list has already. */
  static Stream<Value> further(List<Value> elements, Account account) {
    return elements.stream()
        .flatMap(each -> than(each, account))
        .filter(each -> !elements.contains(each));
  }
}
