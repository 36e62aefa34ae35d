package io.datatier.policy.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;

/**
 * Answers to the latest questions about short texts, for several rules ask the same of each text of
 * a stack. It holds some megabytes at most.
 */
final class LatestAnswers<T> {

  private static final int MOST = 8_192;
  private static final int LONGEST = 1_024;

  private final Map<String, T> latest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Entry<String, T> eldest) {
              return size() > MOST;
            }
          });

  private final Function<String, T> answer;

  /**
   * Answers to one question.
   *
   * @param answer a pure function of the text
   */
  LatestAnswers(Function<String, T> answer) {
    this.answer = answer;
  }

  T of(String text) {
    if (text.length() > LONGEST) {
      return answer.apply(text);
    }
    var known = latest.get(text);
    if (known != null) {
      return known;
    }
    var found = answer.apply(text);
    latest.put(text, found);
    return found;
  }
}
