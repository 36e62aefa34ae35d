package io.datatier.policy.sdk;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule read: a known, unknown or absent value. An unknown value becomes {@link
 * Verdict.Undecided} and a value of the wrong kind a violation; a rule handles only known and
 * absent values.
 */
public final class Reading<T> {

  private final Supplier<String> path;
  private final @Nullable T value;
  private final @Nullable Verdict otherwise;
  private final boolean secret;

  private Reading(
      Supplier<String> path, @Nullable T value, @Nullable Verdict otherwise, boolean secret) {
    this.path = path;
    this.value = value;
    this.otherwise = otherwise;
    this.secret = secret;
  }

  static <T> Reading<T> known(Supplier<String> path, T value, boolean secret) {
    return new Reading<>(path, value, null, secret);
  }

  static <T> Reading<T> absent(Supplier<String> path) {
    return new Reading<>(path, null, null, false);
  }

  static <T> Reading<T> unknown(String path) {
    return new Reading<>(() -> path, null, Verdict.undecided(path), false);
  }

  static <T> Reading<T> ofAnotherKind(String path, String message) {
    return new Reading<>(() -> path, null, Verdict.violation(path, message), false);
  }

  /** The value, if it is known and of the kind that was read. */
  public Optional<T> known() {
    return Optional.ofNullable(value);
  }

  /** Whether there is a value, known or unknown. */
  public boolean isPresent() {
    return value != null || otherwise != null;
  }

  /** Whether only the update knows the value. */
  public boolean isUnknown() {
    return otherwise instanceof Verdict.Undecided;
  }

  /** Whether the value is secret. Messages never contain complete secret texts in any case. */
  public boolean isSecret() {
    return secret;
  }

  /** Judges a known value; complete it with {@link Known#whenAbsent}. */
  public Known whenKnown(Function<? super T, Verdict> check) {
    return whenAbsent -> {
      if (value != null) {
        return at(check.apply(value));
      }
      return otherwise != null ? otherwise : at(whenAbsent.get());
    };
  }

  private Verdict at(Verdict verdict) {
    return verdict.answers().isEmpty() ? verdict : verdict.at(path.get());
  }

  /** A reading whose known value is judged and whose absent value is not yet. */
  @FunctionalInterface
  public interface Known {

    /** Judges an absent value by reading further. */
    Verdict whenAbsent(Supplier<? extends Verdict> verdict);

    /** Judges an absent value. */
    default Verdict whenAbsent(Verdict verdict) {
      return whenAbsent(() -> verdict);
    }
  }
}
