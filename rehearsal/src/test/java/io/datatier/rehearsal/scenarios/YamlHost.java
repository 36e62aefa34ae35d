package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs programs in YAML. It asks the provider for a schema, which the stand-in has not; so it finds
 * one, of the few types that the scenarios have, where it keeps those that it got before.
 */
final class YamlHost {

  private static final String NAME = "pulumi-language-yaml";

  private YamlHost() {}

  /** Where the engine and the language host of a sandbox look for them. */
  static void install(Sandbox sandbox, Path schema) throws IOException, InterruptedException {
    var home = sandbox.env().resolveSibling("home");
    var plugins = home.resolve("plugins");
    var host = Files.createDirectories(plugins.resolve("language-yaml-v1.30.0"));
    Files.createSymbolicLink(host.resolve(NAME), folder().resolve(NAME));
    var provider = plugins.relativize(sandbox.provider()).getName(0).toString();
    var version = provider.replace("resource-aws-v", "");
    // The first up to pulumi v3.230.0 (sdk/go/common/workspace/plugins.go), which the host of the
    // pinned version has within; the second in v3.258.0 (pkg/codegen/schema/loader.go).
    Files.copy(schema, plugins.resolve("schema-aws-" + version + "-.json"));
    var schemas = Files.createDirectories(home.resolve("schemas"));
    Files.copy(schema, schemas.resolve("aws-" + version + ".json"));
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
