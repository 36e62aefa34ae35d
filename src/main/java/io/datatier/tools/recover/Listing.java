package io.datatier.tools.recover;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the AWS CLI lists the resources of one type, and how to recognize a creation among them.
 *
 * @param command the arguments of {@code aws}; <code>{input}</code> stands for an input of the
 *     creation
 * @param list the member of the answer that holds the resources
 * @param id the member that is the provider's import id, or a template of inputs and members
 * @param same the members, by path, that must equal an input. {@code a|b} is the first of these
 *     inputs that is given, {@code 'text'} is a literal, and after {@code *} comes a separator and
 *     the input that the member must end with
 */
record Listing(String command, String list, String id, Map<String, String> same) {

  /** The member that holds an item that is listed as a plain string. */
  static final String TEXT = "";

  private static final String ENDS_WITH = "*";

  private static final Pattern INPUT = Pattern.compile("\\{(\\w+)}");

  /** The arguments of {@code aws}. */
  List<String> command(Creation creation) {
    return Stream.of(command.split(" ", -1)).map(word -> filled(word, creation.inputs())).toList();
  }

  /** The import ids of the listed resources that match the creation. */
  List<String> ids(Creation creation, JsonObject answer) {
    var all = Optional.ofNullable(answer.getAsJsonArray(list)).orElse(new JsonArray());
    return all.asList().stream()
        .map(Listing::members)
        .filter(found -> isSame(creation, found))
        .map(found -> id(creation, found))
        .toList();
  }

  private static JsonObject members(JsonElement found) {
    if (found.isJsonObject()) {
      return found.getAsJsonObject();
    }
    var members = new JsonObject();
    members.add(TEXT, found);
    return members;
  }

  private boolean isSame(Creation creation, JsonObject found) {
    return same.entrySet().stream()
        .allMatch(pair -> isSame(creation, member(found, pair.getKey()), pair.getValue()));
  }

  private static boolean isSame(Creation creation, Optional<JsonElement> member, String input) {
    if (input.equals("tags")) {
      return hasTags(member, creation.inputs().getAsJsonObject(input));
    }
    var actual = member.map(JsonElement::getAsString);
    if (input.startsWith(ENDS_WITH)) {
      var end = input.charAt(1) + creation.input(input.substring(2)).orElse("");
      return actual.filter(text -> text.endsWith(end)).isPresent();
    }
    return actual.equals(expected(creation, input));
  }

  private static Optional<String> expected(Creation creation, String input) {
    return input.startsWith("'")
        ? Optional.of(input.replace("'", ""))
        : Stream.of(input.split("\\|", -1))
            .flatMap(name -> creation.input(name).stream())
            .findFirst();
  }

  private static boolean hasTags(Optional<JsonElement> list, JsonObject tags) {
    var actual = new ArrayList<String>();
    list.ifPresent(
        all ->
            all.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(tag -> tag.get("Key").getAsString() + "=" + tag.get("Value").getAsString())
                .forEach(actual::add));
    return tags == null
        || tags.entrySet().stream()
            .allMatch(tag -> actual.contains(tag.getKey() + "=" + tag.getValue().getAsString()));
  }

  private String id(Creation creation, JsonObject found) {
    var both = creation.inputs().deepCopy();
    found.entrySet().forEach(member -> both.add(member.getKey(), member.getValue()));
    return id.contains("{") ? filled(id, both) : found.get(id).getAsString();
  }

  private static String filled(String template, JsonObject values) {
    return INPUT
        .matcher(template)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(values.get(match.group(1)))
                        .orElse(new JsonPrimitive(""))
                        .getAsString()));
  }

  private static Optional<JsonElement> member(JsonObject found, String path) {
    Optional<JsonElement> member = Optional.of(found);
    for (var name : path.split("\\.", -1)) {
      member = member.map(JsonElement::getAsJsonObject).map(object -> object.get(name));
    }
    return member;
  }
}
