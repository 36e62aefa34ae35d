package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.StackFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a pack from its {@code main}, which would otherwise serve it to an engine. So whoever
 * judges without an engine needs to know of a pack what the engine does: its main class.
 */
public final class PackMain {

  private static final ThreadLocal<@Nullable List<Function<StackFacts, PolicyPack>>> TAKEN =
      new ThreadLocal<>();

  private PackMain() {}

  /**
   * Calls {@code main}, on this thread.
   *
   * @return what it would have served: the pack for a stack, which throws an {@link
   *     IllegalArgumentException} with every type and property that its rules misspell
   * @throws IllegalArgumentException if it serves no pack, or more than one
   */
  public static Function<StackFacts, PolicyPack> packOf(Runnable main) {
    var taken = new ArrayList<Function<StackFacts, PolicyPack>>();
    TAKEN.set(taken);
    try {
      main.run();
    } finally {
      TAKEN.remove();
    }
    if (taken.size() != 1) {
      throw new IllegalArgumentException(
          "main serves %s, not one policy pack: call PackServer.serve in it, once"
              .formatted(taken.isEmpty() ? "none" : taken.size()));
    }
    return taken.get(0);
  }

  /** Whether a caller in this JVM takes the pack, so that it is not served. */
  static boolean takes(Function<StackFacts, PolicyPack> packs) {
    var taken = TAKEN.get();
    if (taken != null) {
      taken.add(packs);
    }
    return taken != null;
  }
}
