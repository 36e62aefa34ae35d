package io.datatier;

import com.pulumi.Pulumi;
import java.util.Map;

/** x. */
public final class App {
  private App() {}

  /** Runs. */
  public static void main(String[] args) {
    Pulumi.run(context -> context.export("x", com.pulumi.core.Output.of(Map.of())));
  }
}
