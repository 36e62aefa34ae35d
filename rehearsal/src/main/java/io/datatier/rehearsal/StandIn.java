package io.datatier.rehearsal;

/** The stand-in for the {@code aws} provider plugin. */
public final class StandIn {

  private StandIn() {}

  /**
   * Serves one engine.
   *
   * @param args the engine's address
   */
  public static void main(String[] args) {
    System.err.println("engine: " + String.join(" ", args));
  }
}
