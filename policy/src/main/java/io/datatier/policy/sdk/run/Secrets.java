package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.TextTrie;
import java.util.stream.Stream;

/** Texts that must not be shown, to be cut out of what is. */
final class Secrets {

  /** Shorter texts can occur in a sentence by chance. */
  private static final int SHORTEST = 3;

  private final TextTrie<Boolean> texts = new TextTrie<>();

  Secrets(Stream<String> texts) {
    texts.filter(text -> text.length() >= SHORTEST).forEach(text -> this.texts.add(text, true));
  }

  String cutFrom(String text) {
    return texts.replaceIn(text, "[secret]");
  }
}
