package io.datatier.policy.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Answers to the latest questions about short texts, for several rules ask the same of each text of
 * a stack. It holds some megabytes at most.
 */
final class LatestAnswers<Q, T> {

  private static final int MOST = 8_192;
  private static final int LONGEST = 1_024;

  private final Map<Q, T> latest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Entry<Q, T> eldest) {
              return size() > MOST;
            }
          });

  private final Function<Q, T> answer;
  private final ToIntFunction<Q> length;

  /**
   * Answers to one question.
   *
   * @param answer a pure function of the text, or of that and what it is called
   * @param length the characters in those
   */
  LatestAnswers(Function<Q, T> answer, ToIntFunction<Q> length) {
    this.answer = answer;
    this.length = length;
  }

  T of(Q text) {
    if (length.applyAsInt(text) > LONGEST) {
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
