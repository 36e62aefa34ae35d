package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A folder that holds the Pulumi CLI and its Java language host.
 *
 * @param folder absolute
 */
public record Engine(Path folder) {

  /**
   * The engine that {@code engine/obtain} finds or builds. Its messages go to standard error. A
   * build takes minutes.
   *
   * @param root of the checkout
   * @throws IllegalStateException if there is no engine and no way to build one
   */
  public static Engine obtain(Path root) throws IOException, InterruptedException {
    var script =
        new ProcessBuilder(root.resolve("engine/obtain").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    script.getOutputStream().close();
    var folder = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (script.waitFor() != 0) {
      throw new IllegalStateException("engine/obtain found no Pulumi engine; see its message.");
    }
    return new Engine(Path.of(folder).toAbsolutePath());
  }

  Path cli() {
    return folder.resolve("pulumi");
  }

  /** What runs programs and packs in Java. */
  Path javaHost() {
    return folder.resolve("pulumi-language-java");
  }
}
