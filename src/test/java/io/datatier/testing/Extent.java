package io.datatier.testing;

/** How far a test goes: a bounded way in every build, the long way in {@code make soak}. */
public final class Extent {

  private static final boolean SOAK = System.getenv("DATATIER_SOAK") != null;

  private Extent() {}

  public static <T> T of(T everyBuild, T soak) {
    return SOAK ? soak : everyBuild;
  }
}
