package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hides secret property values in messages. AWS and the provider quote the values that they reject,
 * and messages end up in logs, which must not contain secrets.
 */
final class Mask {

  private static final String HIDDEN = "[secret]";

  // Shorter strings are words that messages contain anyway.
  private static final int SHORTEST = 5;

  private final Set<String> texts =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(it -> it));

  private Mask() {}

  /** A mask of the secrets in {@code sealed}. */
  static Mask of(Fields sealed) {
    var mask = new Mask();
    mask.find(sealed, false);
    return mask;
  }

  /** The message with all secrets hidden. */
  String over(String message) {
    var masked = message;
    for (var text : texts) {
      masked = masked.replace(text, HIDDEN);
    }
    return masked;
  }

  private void find(Value value, boolean secret) {
    if (value instanceof Value.Secret sealed) {
      find(sealed.value(), true);
    } else if (secret && value instanceof Value.Text text && text.value().length() >= SHORTEST) {
      texts.add(text.value());
    }
    value.children().forEach(each -> find(each, secret));
  }
}
