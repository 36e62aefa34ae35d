package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project made from the template, compiled against the jar that is published. */
final class TemplateScenario {

  private static final Path TEMPLATE = Path.of("../template").toAbsolutePath().normalize();

  @Test
  void lives_cleanly_under_the_whole_pack(@TempDir Path folder) throws Exception {
    var made = Files.createDirectory(folder.toRealPath().resolve("shop"));
    var created =
        Stage.of("template-new", Stage.parts("dev"))
            .shell(
                "cd '%s' && pulumi new '%s' --generate-only --yes --name shop --description Shop"
                    .formatted(made, TEMPLATE));
    assertEquals(0, created.exitCode(), created::output);
    var program =
        ProgramJar.compiled(
            made.resolve("src/main/java/app/App.java"),
            "app.App",
            Path.of("../target/datatier.jar"),
            folder);
    var config =
        Files.writeString(folder.resolve("config.yaml"), "config: { aws:region: eu-central-1 }");
    var parts = Stage.parts("shop").withConfig(config).withProgram(program);

    var rehearsal =
        new Rehearsal(Stage.sandbox("life-of-template", parts.startedIn(made)), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    assertEquals(Map.of(), Judgement.findings(results.atUpdate()));
    assertEquals(Map.of(), Judgement.findings(results.atPreview()));
    assertTrue(results.gone());
  }
}
