package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.scenarios.programs.PlainTextProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pack as {@code pulumi policy publish} packs it and others get it: its folder alone,
 * elsewhere, without what git ignores, so nothing is built yet.
 */
final class PublishedPackScenario {

  @Test
  void builds_itself_and_judges(@TempDir Path elsewhere) throws Exception {
    var pack = publish(elsewhere.toRealPath().resolve("datatier-policy"));
    var stage =
        Stage.of("published", PlainTextProxy.class).judgedFrom(pack).judgedBy("proxy-requires-tls");

    var preview = stage.preview();

    assertEquals(
        List.of(
            """
            [mandatory] [severity: high]  proxy-requires-tls  (aws:rds:Proxy: careless)
            RDS Proxy requires TLS
            requireTls is false
            Why: clients would send passwords and rows in the clear inside the VPC
            Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md"""),
        Findings.each(preview),
        preview::output);
    assertNotEquals(0, preview.exitCode());
  }

  private static Path publish(Path folder) throws IOException, InterruptedException {
    var pack = Stage.parts("dev").pack();
    for (var file : published(pack)) {
      var copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(pack.resolve(file), copy);
    }
    return folder;
  }

  /** All but what git ignores, below the folder and relative to it. */
  private static List<Path> published(Path pack) throws IOException, InterruptedException {
    var git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .directory(pack.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, git.waitFor(), "git ls-files lists what is published");
    return Stream.of(names.split("\0"))
        .map(Path::of)
        .filter(file -> Files.exists(pack.resolve(file)))
        .toList();
  }
}
