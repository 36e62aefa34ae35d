package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcedureTest {

  private final Path folder;

  ProcedureTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void is_the_block_after_its_comment() throws IOException {
    var page =
        page(
            """
            Some text.

            ```sh
            pulumi up
            ```

            <!-- rehearsed: tear-down -->

            ```sh
            pulumi config set off true
            pulumi destroy
            ```

            ```sh
            echo afterwards
            ```
            """);

    assertEquals(
        List.of("pulumi config set off true", "pulumi destroy"),
        Procedure.read(page, "tear-down").commands());
  }

  @Test
  void leaves_out_comments_and_joins_continued_lines() throws IOException {
    var page =
        page(
            """
            <!-- rehearsed: tear-down -->
            ```sh
            # First the switch,

            pulumi config set \\
                --path a.b false
            ```
            """);

    assertEquals(
        List.of("pulumi config set --path a.b false"),
        Procedure.read(page, "tear-down").commands());
  }

  @Test
  void must_be_on_the_page() throws IOException {
    var page = page("<!-- rehearsed: something-else -->\n```sh\nls\n```\n");

    var fault = assertThrows(IOException.class, () -> Procedure.read(page, "tear-down"));

    assertEquals(
        page + " has no sh block after the comment <!-- rehearsed: tear-down -->.",
        fault.getMessage());
  }

  @Test
  void must_hold_a_command() throws IOException {
    var page = page("<!-- rehearsed: tear-down -->\n```sh\n# nothing\n```\n");

    var fault = assertThrows(IOException.class, () -> Procedure.read(page, "tear-down"));

    assertEquals(
        page + ": the block rehearsed as tear-down contains no command.", fault.getMessage());
  }

  private Path page(String text) throws IOException {
    return Files.writeString(folder.resolve("operations.md"), text);
  }
}
