package io.datatier.policy.aws;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A text and every text encoded in it: JSON, escaped, percent-encoded, base64, hexadecimal,
 * compressed, nested in each other. Depth and size are bounded, so that no text takes longer than
 * milliseconds.
 *
 * @param texts the normalized text, or the texts in it if it is JSON, and the texts encoded in them
 * @param documents the JSON among them, as it stands
 * @param complete whether everything was decoded; false if a limit was reached first
 */
record TextLayers(Set<String> texts, Set<String> documents, boolean complete) {

  private static final int DEEPEST = 5;

  /** Lambda allows 4 KB of environment (Lambda quotas), EC2 16 KB of user data. */
  static final int LARGEST = 256 * 1024;

  /** Shorter texts encode nothing, and a document may have thousands of them. */
  private static final int SHORTEST = 12;

  private static final LatestAnswers<String, TextLayers> LATEST =
      new LatestAnswers<>(TextLayers::unwrapped, String::length);

  static TextLayers of(String text) {
    return LATEST.of(text);
  }

  private static TextLayers unwrapped(String text) {
    if (text.length() > LARGEST) {
      return new TextLayers(Set.of(text.substring(0, LARGEST)), Set.of(), false);
    }
    var unwrapping = new Unwrapping();
    unwrapping.add(text, 0);
    return new TextLayers(unwrapping.texts, unwrapping.documents, unwrapping.complete);
  }

  private static final class Unwrapping {

    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> documents = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private int left = LARGEST;
    private boolean complete = true;

    private void add(String wrapped, int depth) {
      var text = Encodings.normalise(wrapped);
      if (!seen.add(text)) {
        return;
      }
      if (depth > DEEPEST || text.length() > left) {
        complete = false;
        return;
      }
      left -= text.length();
      if (text.length() < SHORTEST) {
        texts.add(text);
        return;
      }
      var leaves = JsonTexts.in(text);
      if (leaves.isPresent()) {
        documents.add(text);
        leaves.get().forEach(leaf -> add(leaf.text(), depth + 1));
        return;
      }
      texts.add(text);
      Encodings.unescaped(text).forEach(inner -> add(inner, depth + 1));
      for (var bytes : Encodings.bytesIn(text)) {
        var inner = Encodings.text(bytes, Math.max(left, 0));
        complete &= inner.complete();
        if (inner.text().isPresent()) {
          add(inner.text().get(), depth + 1);
        } else {
          // A thousand small decompression bombs add up to a large one.
          left -= inner.size();
        }
      }
    }
  }
}
