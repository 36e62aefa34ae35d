package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whoever follows a message finds the key that it names. */
final class MessageKeysTest {

  private static final List<Path> SOURCES =
      Stream.of(".", "migrations", "proof", "rehearsal", "policy", "sweep")
          .map(part -> Path.of(part, "src/main/java"))
          .toList();

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  /** Not a component's type, {@code datatier:proxy:DatabaseProxy}. */
  private static final Pattern KEY =
      Pattern.compile("datatier:([A-Za-z]+(?:\\[])?(?:\\.[A-Za-z]+(?:\\[])?)*)(?![:A-Za-z])");

  /** A tag of security groups. */
  private static final Set<String> NOT_KEYS = Set.of("proxies");

  @Test
  void messages_name_keys_that_exist() throws IOException {
    var named = named();
    assertTrue(named.size() > 10, named::toString);
    var configuration =
        JsonParser.parseString(Files.readString(Path.of("docs/configuration.schema.json")))
            .getAsJsonObject()
            .getAsJsonObject("properties")
            .getAsJsonObject("config");
    var unknown =
        named.stream()
            .filter(key -> !exists(configuration, List.of(("datatier:" + key).split("\\."))))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unknown);
  }

  private static Set<String> named() throws IOException {
    var keys = new TreeSet<String>();
    for (var folder : SOURCES) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          TEXT.matcher(Files.readString(file))
              .results()
              .map(MatchResult::group)
              .flatMap(text -> KEY.matcher(text).results())
              .map(key -> key.group(1).replace("[]", ""))
              .forEach(keys::add);
        }
      }
    }
    keys.removeAll(NOT_KEYS);
    return keys;
  }

  private static boolean exists(JsonElement schema, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    if (schema instanceof JsonArray alternatives) {
      return StreamSupport.stream(alternatives.spliterator(), false)
          .anyMatch(it -> exists(it, path));
    }
    return schema instanceof JsonObject object
        && object.entrySet().stream()
            .anyMatch(
                it ->
                    switch (it.getKey()) {
                      case "properties" ->
                          it.getValue() instanceof JsonObject members
                              && members.has(path.get(0))
                              && exists(members.get(path.get(0)), path.subList(1, path.size()));
                      case "anyOf", "oneOf", "allOf", "items" -> exists(it.getValue(), path);
                      default -> false;
                    });
  }
}
