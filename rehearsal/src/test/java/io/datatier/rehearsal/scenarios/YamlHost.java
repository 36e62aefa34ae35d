package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;

/** Runs programs in YAML; it asks the provider for the schema of its types. */
final class YamlHost {

  private static final String NAME = "pulumi-language-yaml";

  private YamlHost() {}

  /** Where the engine of a sandbox looks for it. */
  static void install(Sandbox sandbox) throws IOException, InterruptedException {
    var home = sandbox.env().resolveSibling("home");
    var plugins = home.resolve("plugins");
    var folder = Obtained.folder("yaml", "DATATIER_YAML_HOST");
    var host = Files.createDirectories(plugins.resolve("language-yaml-v1.30.0"));
    Files.createSymbolicLink(host.resolve(NAME), folder.resolve(NAME));
  }
}
