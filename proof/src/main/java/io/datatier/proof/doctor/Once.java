package io.datatier.proof.doctor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is asked for once, and only if it is needed; so is a refusal.
 *
 * @param <T> what the answer is
 */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> question;
  private @Nullable T answer;
  private @Nullable RuntimeException refusal;

  Once(Supplier<T> question) {
    this.question = question;
  }

  /**
   * The answer.
   *
   * @throws RuntimeException each time the one that the question ended with
   */
  @Override
  public T get() {
    if (refusal != null) {
      throw refusal;
    }
    if (answer == null) {
      try {
        answer = question.get();
      } catch (RuntimeException refused) {
        refusal = refused;
        throw refused;
      }
    }
    return answer;
  }
}
