package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objects of a JSON document, and where each says that a connection goes. */
final class ConnectionObjects {

  /** A text in a list is the field's that has the list. */
  private static final Pattern IN_LIST = Pattern.compile("(?:\\[\\d+])+$");

  /** By the path of an object and the dot after it, its fields, each as it stands in a line. */
  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  /** By such a path, where the object says that one goes. */
  private @Nullable NavigableMap<String, Target> said;

  /** Those of a document. A text of several lines is a layer of its own. */
  ConnectionObjects(String document) {
    for (var leaf : JsonTexts.in(document).orElse(List.of())) {
      var field = IN_LIST.matcher(leaf.path()).replaceFirst("");
      var end = field.length() - leaf.key().length();
      var text = leaf.text().strip();
      if (!leaf.key().isEmpty() && end >= 0 && text.indexOf('\n') < 0) {
        fields
            .computeIfAbsent(field.substring(0, end), first -> new ArrayList<>())
            .add("\"%s\": \"%s\"".formatted(leaf.key(), text));
      }
    }
  }

  /** Takes the path of each, and its fields as lines. */
  void forEach(BiConsumer<String, String> taking) {
    fields.forEach((path, lines) -> taking.accept(path, String.join("\n", lines)));
  }

  /**
   * What the objects say that contain one, from the inside out. If hosts stand in others only, it
   * is about none of them.
   */
  Target around(String path) {
    var outer = path;
    for (var level = 0; level < JsonTexts.DEEPEST && !outer.isEmpty(); level++) {
      outer = outer.substring(0, outer.lastIndexOf('.', outer.length() - 2) + 1);
      var target = said().get(outer);
      if (target != null) {
        return target;
      }
    }
    var within = said().ceilingKey(path);
    return said().isEmpty() || (within != null && within.startsWith(path))
        ? Target.UNSAID
        : Target.ELSEWHERE;
  }

  private NavigableMap<String, Target> said() {
    var known = said;
    if (known == null) {
      known = new TreeMap<>();
      for (var object : fields.entrySet()) {
        var target = new ConnectionLines(object.getValue()).nearest(0, Integer.MAX_VALUE);
        if (target != Target.UNSAID) {
          known.put(object.getKey(), target);
        }
      }
      said = known;
    }
    return known;
  }
}
