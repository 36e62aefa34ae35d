package io.datatier.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A name and what it stands for.
 *
 * @param form how they stand together
 */
public record Assignment(String name, String value, Form form) {

  /** How a name and a value stand together. */
  public enum Form {
    /** A variable by itself, or a pair {@code {"name": …, "value": …}} as in tasks and jobs. */
    VARIABLE,
    /** In a line of a script or an environment file. */
    LINE,
    /** A field of a document, which may be anything's. */
    FIELD
  }

  private static final Pattern LINE =
      Pattern.compile(
          "(?m)(?:^|[\\s;&|\"'])(?<name>[A-Za-z_][A-Za-z0-9_]{1,80})=(?<value>\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s;&|\"']*)");

  /** A variable by itself. */
  public static Assignment variable(String name, String value) {
    return new Assignment(name, value, Form.VARIABLE);
  }

  /** Those that a text makes, plain or wrapped. */
  public static List<Assignment> in(String text) {
    var json = JsonTexts.in(text);
    if (json.isPresent()) {
      return pairs(json.get());
    }
    return TextLayers.of(text).texts().stream().flatMap(Assignment::lines).toList();
  }

  private static Stream<Assignment> lines(String layer) {
    return LINE.matcher(new Comments(layer).without())
        .results()
        .map(
            hit ->
                new Assignment(
                    hit.group(1), hit.group(2).replaceAll("^[\"']|[\"']$", ""), Form.LINE));
  }

  private static List<Assignment> pairs(List<JsonTexts.Leaf> leaves) {
    var pairs = new ArrayList<Assignment>();
    for (var at = 0; at < leaves.size(); at++) {
      var leaf = leaves.get(at);
      if (leaf.key().isEmpty()) {
        continue;
      }
      pairs.add(new Assignment(leaf.key(), leaf.text(), Form.FIELD));
      if (leaf.key().equalsIgnoreCase("name") && leaf.path().endsWith(leaf.key())) {
        var place = leaf.path().substring(0, leaf.path().length() - "name".length());
        leaves.subList(Math.max(0, at - 4), Math.min(leaves.size(), at + 5)).stream()
            .filter(it -> it.key().equalsIgnoreCase("value"))
            .filter(it -> it.path().equalsIgnoreCase(place + "value"))
            .findFirst()
            .ifPresent(value -> pairs.add(variable(leaf.text(), value.text())));
      }
    }
    return pairs;
  }
}
