package io.datatier.sweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a pack prints, which its rules may do and the SDK does where one crashes. Over thousands of
 * stacks it would bury the report, and it may quote what a state holds.
 */
final class PackNoise {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private PackNoise() {}

  /** Sends it to stderr, or nowhere. */
  static PackNoise redirected(boolean shown) {
    var noise = new PackNoise();
    var target = shown ? noise.err : new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    System.setOut(target);
    System.setErr(target);
    return noise;
  }

  /** Gives the streams back. */
  void end() {
    System.setOut(out);
    System.setErr(err);
  }
}
