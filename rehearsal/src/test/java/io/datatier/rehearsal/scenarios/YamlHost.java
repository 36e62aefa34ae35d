package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs programs in YAML; it asks the provider for the schema of its types. */
final class YamlHost {

  private static final String NAME = "pulumi-language-yaml";

  private YamlHost() {}

  /** Where the engine of a sandbox looks for it. */
  static void install(Sandbox sandbox) throws IOException, InterruptedException {
    var home = sandbox.env().resolveSibling("home");
    var plugins = home.resolve("plugins");
    var host = Files.createDirectories(plugins.resolve("language-yaml-v1.30.0"));
    Files.createSymbolicLink(host.resolve(NAME), folder().resolve(NAME));
  }

  /** {@code make verify} says where it is; without that it is looked for as make does. */
  private static Path folder() throws IOException, InterruptedException {
    var told = Optional.ofNullable(System.getenv("DATATIER_YAML_HOST"));
    return Path.of(told.isPresent() ? told.get() : obtain()).toAbsolutePath();
  }

  private static String obtain() throws IOException, InterruptedException {
    var script =
        new ProcessBuilder(Path.of("../engine/obtain").toAbsolutePath().toString(), "yaml")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    script.getOutputStream().close();
    var folder = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (script.waitFor() != 0) {
      throw new AssertionError("engine/obtain found no language host for YAML; see its message.");
    }
    return folder;
  }
}
