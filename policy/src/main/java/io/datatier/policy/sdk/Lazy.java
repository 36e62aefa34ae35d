package io.datatier.policy.sdk;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed once, on first use. */
final class Lazy<T> implements Supplier<T> {

  private @Nullable Supplier<? extends T> make;
  private @Nullable T value;

  private Lazy(@Nullable Supplier<? extends T> make, @Nullable T value) {
    this.make = make;
    this.value = value;
  }

  static <T> Lazy<T> of(T value) {
    return new Lazy<>(null, value);
  }

  static <T> Lazy<T> by(Supplier<? extends T> make) {
    return new Lazy<>(make, null);
  }

  @Override
  public synchronized T get() {
    var made = value;
    if (made == null) {
      made = Objects.requireNonNull(make).get();
      value = made;
      // What it was made from is not needed any more, and may be large.
      make = null;
    }
    return made;
  }
}
