package io.datatier.rehearsal.scenarios;

/** How far a test goes: a bounded way in every build, the long way in {@code make soak}. */
final class Extent {

  private static final boolean SOAK = System.getenv("DATATIER_SOAK") != null;

  private Extent() {}

  static <T> T of(T everyBuild, T soak) {
    return SOAK ? soak : everyBuild;
  }
}
