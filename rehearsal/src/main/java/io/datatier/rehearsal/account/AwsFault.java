package io.datatier.rehearsal.account;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** An error from AWS. */
public class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * An error as AWS words it.
   *
   * @param code AWS's error code, such as {@code DependencyViolation}
   * @param message AWS's message, with advice added where it helps
   */
  public AwsFault(String code, String message) {
    super(code + ": " + message);
  }

  /** Throws an error about the first of what must not be there. */
  public static <T> void ifAny(Stream<T> found, String code, Function<T, String> message) {
    ifAny(found.findFirst(), code, message);
  }

  /** Throws an error about what must not be there. */
  public static <T> void ifAny(Optional<T> found, String code, Function<T, String> message) {
    if (found.isPresent()) {
      throw new AwsFault(code, message.apply(found.get()));
    }
  }
}
