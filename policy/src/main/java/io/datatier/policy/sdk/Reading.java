package io.datatier.policy.sdk;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found where a rule looked: a known value, nothing, or something unknown. An unknown one
 * answers {@link Verdict.Undecided} by itself, and a value of another kind than the rule reads
 * answers a violation; a rule says only what a known value and an absent one mean.
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

  /** Whether it is known now or later; only an absent value answers false. */
  public boolean isPresent() {
    return value != null || otherwise != null;
  }

  /** Whether only the update will know the value. */
  public boolean isUnknown() {
    return otherwise instanceof Verdict.Undecided;
  }

  /** Whether the value must not be shown. Whole secret texts never reach a message in any case. */
  public boolean isSecret() {
    return secret;
  }

  /** Says what a known value means; complete with {@link Known#whenAbsent}. */
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

  /** A reading of which the meaning of a known value is said, and that of an absent one is not. */
  @FunctionalInterface
  public interface Known {

    /** Says what an absent value means, where finding that out takes further reading. */
    Verdict whenAbsent(Supplier<? extends Verdict> verdict);

    /** Says what an absent value means. */
    default Verdict whenAbsent(Verdict verdict) {
      return whenAbsent(() -> verdict);
    }
  }
}
