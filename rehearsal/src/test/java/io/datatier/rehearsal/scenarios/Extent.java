package io.datatier.rehearsal.scenarios;

/** How far a test goes: a bounded way in every build, the long way in {@code make soak}. */
final class Extent {

  private static final boolean SOAK = System.getenv("DATATIER_SOAK") != null;

  /**
   * Which bounded way. {@code make verify} counts the commits, so that a commit is always tried in
   * the same way and the next one in another.
   */
  static final long SEED =
      SOAK ? 1 : Long.parseLong(System.getenv().getOrDefault("DATATIER_SEED", "1"));

  private Extent() {}

  static <T> T of(T everyBuild, T soak) {
    return SOAK ? soak : everyBuild;
  }
}
