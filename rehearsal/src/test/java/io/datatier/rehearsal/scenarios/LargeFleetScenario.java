package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack with hundreds of functions, each of which is a client of one proxy. */
@Tag("guarantee")
final class LargeFleetScenario {

  private static final int FUNCTIONS = Extent.of(250, 1_000);

  /** The function, its role, two policies, its log group and the component around them. */
  private static final int PARTS_OF_A_FUNCTION = 6;

  private static final Pattern TO_CREATE = Pattern.compile("\\+ (\\d+) to create");

  @Test
  void is_previewed_and_judged_as_a_whole(@TempDir Path folder) throws Exception {
    var parts = Stage.parts("large").withConfig(config(folder));
    // It runs for long enough to want peak speed, and tells how long users wait.
    var stage = Stage.of(Stage.sandbox("large-fleet", parts, Stage.engine()));

    var preview = stage.preview("--suppress-progress");

    assertEquals(0, preview.exitCode(), preview.output());
    var created = created(preview.output());
    System.out.printf(
        "%,d functions: %,d resources previewed under the whole pack in %d s%n",
        FUNCTIONS, created, preview.took().toSeconds());
    assertTrue(created > FUNCTIONS * PARTS_OF_A_FUNCTION, created + " resources");
    assertEquals(List.of(), stage.account().entities());
  }

  private static Path config(Path folder) throws Exception {
    var functions =
        IntStream.rangeClosed(1, FUNCTIONS)
            .mapToObj("    - { name: worker-%04d, artifact: samples/function }"::formatted)
            .collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve("Pulumi.large.yaml"),
        """
        config:
          aws:region: us-east-1
          datatier:name: campaign
          datatier:network: { zones: [us-east-1a, us-east-1b] }
          datatier:functions:
        """
            + functions
            + "\n");
  }

  private static int created(String output) {
    var found = TO_CREATE.matcher(output);
    assertTrue(found.find(), output);
    return Integer.parseInt(found.group(1));
  }
}
