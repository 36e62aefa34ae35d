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

/** A program of somebody else's on the components, compiled against the jar that is published. */
final class ExampleScenario {

  private static final Path EXAMPLE = Path.of("../examples/orders").toAbsolutePath().normalize();

  @Test
  void lives_cleanly_under_the_whole_pack(@TempDir Path folder) throws Exception {
    var program =
        ProgramJar.compiled(
            EXAMPLE.resolve("src/main/java/orders/Orders.java"),
            "orders.Orders",
            Path.of("../target/datatier.jar"),
            folder);
    var config =
        Files.writeString(folder.resolve("config.yaml"), "config: { aws:region: us-east-1 }");
    var parts = Stage.parts("orders").withConfig(config).withProgram(program);
    var rehearsal =
        new Rehearsal(Stage.sandbox("life-of-orders", parts.startedIn(EXAMPLE)), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    assertEquals(Map.of(), Judgement.findings(results.atUpdate()));
    assertEquals(Map.of(), Judgement.findings(results.atPreview()));
    assertTrue(results.gone());
  }

  @Test
  void a_project_made_from_the_template_can_be_previewed(@TempDir Path folder) throws Exception {
    var made = Files.createDirectory(folder.toRealPath().resolve("shop"));
    var template = EXAMPLE.resolve("../../template").normalize();
    var created =
        Stage.of("template-new", Stage.parts("dev"))
            .shell(
                "cd '%s' && pulumi new '%s' --generate-only --yes --name shop --description Shop"
                    .formatted(made, template));
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

    var preview = Stage.of(Stage.sandbox("template", parts.startedIn(made))).preview();

    assertEquals(0, preview.exitCode(), preview::output);
    assertTrue(preview.output().contains("shop-postgres"), preview::output);
    assertTrue(preview.output().contains("eu-central-1b"), preview::output);
  }
}
