package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Parts;
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
        new Rehearsal(
            Stage.sandbox("life-of-orders", startedFrom(EXAMPLE, parts)), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var report = rehearsal.report();

    assertEquals(Map.of(), Judgement.findings(report.atUpdate()));
    assertEquals(Map.of(), Judgement.findings(report.atPreview()));
    assertTrue(report.gone());
  }

  private static Parts startedFrom(Path folder, Parts parts) {
    return new Parts(
        parts.stack(),
        folder,
        folder.resolve("Pulumi.yaml"),
        parts.config(),
        parts.program(),
        parts.pack(),
        parts.standIn(),
        parts.fixture(),
        parts.operations());
  }
}
