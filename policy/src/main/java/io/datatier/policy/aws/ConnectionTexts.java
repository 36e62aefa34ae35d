package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a text consists of, plain or wrapped, where it has one of some words. It is read once for
 * all parameters that have these words.
 */
final class ConnectionTexts {

  /**
   * A text, or an object of JSON as lines.
   *
   * @param comments of the lines, without those that end with them
   * @param object whether all of its lines belong together
   * @param around where its connections go if it does not say it
   */
  record Part(
      Comments comments,
      List<String> lines,
      ConnectionLines hosts,
      boolean object,
      Supplier<Target> around) {}

  private final List<String> words;
  private final List<Part> parts = new ArrayList<>();
  private final boolean mentioned;

  /**
   * Reads a text.
   *
   * @param words in lower case
   */
  ConnectionTexts(String text, List<String> words) {
    this.words = words;
    var layers = TextLayers.of(text);
    var plain = layers.texts().stream().filter(this::mention).toList();
    var documents = layers.documents().stream().filter(this::mention).toList();
    mentioned = !plain.isEmpty() || !documents.isEmpty();
    plain.forEach(layer -> add(layer, false, () -> Target.UNSAID));
    for (var document : documents) {
      var objects = new ConnectionObjects(document);
      objects.forEach(
          (path, object) -> {
            if (mention(object)) {
              add(object, true, () -> objects.around(path));
            }
          });
    }
  }

  private void add(String text, boolean object, Supplier<Target> around) {
    var code = new Comments(text).without();
    var lines = List.of(code.split("\n", -1));
    parts.add(new Part(new Comments(code), lines, new ConnectionLines(lines), object, around));
  }

  /** Whether one of the words stands in a text. */
  boolean mention(String text) {
    return stand(words, text);
  }

  /** Whether one of these words, in lower case, stands in a text. */
  static boolean stand(List<String> words, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }

  /** Whether one of the words stands anywhere. */
  boolean mentioned() {
    return mentioned;
  }

  /** Those with one of the words. */
  List<Part> parts() {
    return parts;
  }
}
