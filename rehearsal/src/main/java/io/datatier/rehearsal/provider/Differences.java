package io.datatier.rehearsal.provider;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The differences between two sets of inputs, by path. */
final class Differences {

  /** How a property differs. */
  enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  private static final Set<Value> NOTHING =
      Set.of(Value.of(""), Value.of(false), Value.of(List.of()), Fields.NONE);

  private final Traits traits;
  private final Map<String, Kind> found = new TreeMap<>();

  private Differences(Traits traits) {
    this.traits = traits;
  }

  static Map<String, Kind> between(Traits traits, Fields before, Fields after) {
    var differences = new Differences(traits);
    differences.compare("", "", before, after);
    return Collections.unmodifiableMap(differences.found);
  }

  /** The top-level property of a path. */
  static String root(String path) {
    return path.split("[.\\[]", 2)[0];
  }

  /** Whether two values of a top-level property mean the same. */
  static boolean same(Traits traits, String name, Value one, Value other) {
    var differences = new Differences(traits);
    differences.compare(name, name, one, other);
    return differences.found.isEmpty();
  }

  /**
   * Compares two values. The path is for display; the place is the same path without indexes, as in
   * {@link Traits#unordered}.
   */
  private void compare(String path, String place, @Nullable Value before, @Nullable Value after) {
    if (before == null) {
      if (after != null && !isNothing(after)) {
        found.put(path, Kind.ADDED);
      }
    } else if (after == null) {
      // Removing an optional, computed input leaves AWS's value as it is.
      if (!isNothing(before) && !traits.filledByAws().contains(place)) {
        found.put(path, Kind.REMOVED);
      }
    } else if (before instanceof Fields one && after instanceof Fields other) {
      var names = new TreeSet<>(one.names());
      names.addAll(other.names());
      for (var name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            place.isEmpty() ? name : place + "." + name,
            one.get(name).orElse(null),
            other.get(name).orElse(null));
      }
    } else if (before instanceof Value.Items one && after instanceof Value.Items other) {
      compareLists(path, place, one.values(), other.values());
    } else if (!areSame(place, before, after)) {
      found.put(path, Kind.CHANGED);
    }
  }

  /** Terraform treats empty and false as not set. */
  private static boolean isNothing(Value value) {
    return NOTHING.contains(value);
  }

  private void compareLists(String path, String place, List<Value> before, List<Value> after) {
    if (traits.unordered().contains(place)) {
      var rest = new ArrayList<>(after);
      boolean isKept =
          before.stream()
              .allMatch(
                  one ->
                      rest.stream()
                          .filter(other -> same(traits, place, one, other))
                          .findFirst()
                          .map(rest::remove)
                          .orElse(false));
      if (isKept && rest.isEmpty()) {
        return;
      }
    }
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      var at = path + "[" + i + "]";
      if (i >= before.size()) {
        found.put(at, Kind.ADDED);
      } else if (i >= after.size()) {
        // A list that is set is complete; AWS computes it only if it is absent.
        found.put(at, Kind.REMOVED);
      } else {
        compare(at, place, before.get(i), after.get(i));
      }
    }
  }

  private boolean areSame(String place, Value before, Value after) {
    if (before instanceof Value.Opaque one && after instanceof Value.Opaque other) {
      return one.kind() == other.kind() && one.identity().equals(other.identity());
    } else if (traits.documents().contains(place)
        && before instanceof Value.Text one
        && after instanceof Value.Text other) {
      return sameDocument(one.value(), other.value());
    }
    return before.equals(after);
  }

  /**
   * IAM treats a single statement, action or resource as a list of one, and so does the provider
   * when it compares policies (IAM user guide, "JSON policy element reference").
   */
  private static JsonElement meaning(JsonElement document) {
    return document.isJsonObject() && document.getAsJsonObject().has("Statement")
        ? withoutListsOfOne(document)
        : document;
  }

  private static JsonElement withoutListsOfOne(JsonElement element) {
    if (element.isJsonArray()) {
      var items = new JsonArray();
      element.getAsJsonArray().forEach(each -> items.add(withoutListsOfOne(each)));
      return items.size() == 1 ? items.get(0) : items;
    } else if (element.isJsonObject()) {
      var members = new JsonObject();
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(each -> members.add(each.getKey(), withoutListsOfOne(each.getValue())));
      return members;
    }
    return element;
  }

  private static boolean sameDocument(String one, String other) {
    try {
      return meaning(JsonParser.parseString(one)).equals(meaning(JsonParser.parseString(other)));
    } catch (JsonParseException e) {
      return one.equals(other);
    }
  }
}
