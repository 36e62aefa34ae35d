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

  /** Written out where something is said of it; most values are read and nothing is. */
  private final Supplier<String> path;

  private final @Nullable T value;
  private final boolean unknown;
  private final @Nullable String fault;
  private final boolean secret;

  private Reading(
      Supplier<String> path,
      @Nullable T value,
      boolean unknown,
      @Nullable String fault,
      boolean secret) {
    this.path = path;
    this.value = value;
    this.unknown = unknown;
    this.fault = fault;
    this.secret = secret;
  }

  static <T> Reading<T> known(Supplier<String> path, T value, boolean secret) {
    return new Reading<>(path, value, false, null, secret);
  }

  static <T> Reading<T> absent(Supplier<String> path) {
    return new Reading<>(path, null, false, null, false);
  }

  static <T> Reading<T> unknown(Supplier<String> path) {
    return new Reading<>(path, null, true, null, false);
  }

  static <T> Reading<T> ofAnotherKind(Supplier<String> path, String fault) {
    return new Reading<>(path, null, false, fault, false);
  }

  /** The value, if it is known and of the kind that was read. */
  public Optional<T> known() {
    return Optional.ofNullable(value);
  }

  /** Whether there is a value, known or unknown. */
  public boolean isPresent() {
    return value != null || unknown || fault != null;
  }

  /** Whether only the update knows the value. */
  public boolean isUnknown() {
    return unknown;
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
      } else if (unknown) {
        return Verdict.undecided(path.get());
      }
      return at(fault == null ? whenAbsent.get() : Verdict.violation(fault));
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
