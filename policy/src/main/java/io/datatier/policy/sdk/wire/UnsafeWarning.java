package io.datatier.policy.sdk.wire;

/**
 * The warning of JDK 24 and later about the first library that calls sun.misc.Unsafe: Guava or
 * Protocol Buffers. The engine would show it to its users, who cannot act on it.
 */
final class UnsafeWarning {

  private UnsafeWarning() {}

  /** Takes it as given. The JVM's own option against it has no place in a jar's manifest. */
  static void silence() {
    try {
      var given = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      given.setAccessible(true);
      given.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // This JVM never warns, or keeps the fact elsewhere.
    }
  }
}
