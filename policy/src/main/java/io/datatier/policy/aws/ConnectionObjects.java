package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The objects of a JSON document, and where each says that a connection goes. */
final class ConnectionObjects {

  /** By the path of an object and the dot after it, its fields, each as it stands in a line. */
  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  private final Map<String, Target> said = new HashMap<>();

  /** Those of a document. A text of several lines is a layer of its own. */
  ConnectionObjects(String document) {
    for (var leaf : JsonTexts.in(document).orElse(List.of())) {
      var end = leaf.path().length() - leaf.key().length();
      var text = leaf.text().strip();
      if (!leaf.key().isEmpty() && end >= 0 && text.indexOf('\n') < 0) {
        fields
            .computeIfAbsent(leaf.path().substring(0, end), first -> new ArrayList<>())
            .add("\"%s\": \"%s\"".formatted(leaf.key(), text));
      }
    }
  }

  /** Takes the path of each, and its fields as lines. */
  void forEach(BiConsumer<String, String> taking) {
    fields.forEach((path, lines) -> taking.accept(path, String.join("\n", lines)));
  }

  /** What the objects say that contain one, from the inside out. */
  Target around(String path) {
    var outer = path;
    for (var level = 0; level < JsonTexts.DEEPEST && !outer.isEmpty(); level++) {
      outer = outer.substring(0, outer.lastIndexOf('.', outer.length() - 2) + 1);
      var target = said.computeIfAbsent(outer, this::saidBy);
      if (target != Target.UNSAID) {
        return target;
      }
    }
    return Target.UNSAID;
  }

  private Target saidBy(String path) {
    return new ConnectionLines(fields.getOrDefault(path, List.of("")))
        .nearest(0, Integer.MAX_VALUE);
  }
}
