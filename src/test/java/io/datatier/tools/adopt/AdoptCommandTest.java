package io.datatier.tools.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.datatier.tools.CommandFolder;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in place of the engine; a scenario of the rehearsal has the real one. */
final class AdoptCommandTest {

  private static final String OFFER =
      """
      {"resources": [
        {"type": "datatier:proxy:DatabaseProxy", "name": "pool", "component": true},
        {"type": "aws:iam/role:Role", "name": "pool-role", "id": "<PLACEHOLDER>", "parent": "pool"}
      ]}
      """;

  private final CommandFolder project;

  AdoptCommandTest(@TempDir Path folder) {
    this.project = new CommandFolder(folder);
  }

  @Test
  void writes_the_file_and_says_what_to_do_next() throws Exception {
    assertEquals(
        0,
        adopt(engine("{\\\"proxyRole\\\":\\\"old\\\",\\\"parameterGroup\\\":\\\"pg\\\"}", OFFER)));

    assertEquals(
        JsonParser.parseString(OFFER.replace("<PLACEHOLDER>", "old")),
        JsonParser.parseString(Files.readString(file())));
    assertEquals(
        """
        datatier:adopted.parameterGroup is skipped: the stack already has it or does not create one.
        Wrote import.json to import 1 resource. Neither AWS nor the stack has changed. Next:
          pulumi import --stack prod --file import.json --protect=false --generate-code=false
          pulumi preview --stack prod --diff
        """,
        project.printed());
  }

  @Test
  void writes_nothing_where_nothing_is_left_to_import() throws Exception {
    assertEquals(1, adopt(engine("{\\\"proxyRole\\\":\\\"old\\\"}", "{\"resources\": []}")));

    assertEquals("Nothing is left to import. No file was written.\n", project.complaints());
    assertFalse(Files.exists(file()));
  }

  @Test
  void writes_nothing_and_repeats_what_the_engine_says_where_it_refuses() throws Exception {
    assertEquals(
        1,
        adopt(
            project.script(
                "pulumi",
                """
                echo 'Diagnostics:'
                echo 'error: the configuration has faults' >&2
                exit 255
                """)));

    assertEquals(
        "Diagnostics:\nerror: the configuration has faults\nNo file was written.\n",
        project.complaints());
    assertFalse(Files.exists(file()));
  }

  @Test
  void says_so_where_there_is_no_engine() throws Exception {
    assertEquals(1, adopt(project.path().resolve("none").toString()));

    assertTrue(project.complaints().contains("none"), project.complaints());
  }

  private int adopt(String pulumi) throws InterruptedException {
    return new AdoptCommand(
            project.path(), Executable.pulumi(pulumi, project.path()), project.out(), project.err())
        .run("prod");
  }

  /** Answers {@code config get} and writes the last argument of {@code preview --import-file}. */
  private String engine(String adopted, String offer) throws IOException {
    return project.script(
        "pulumi",
        """
        case "$2" in
          config) echo '{"value": "%s"}' ;;
          preview) shift $(($# - 1)); cat > "$1" <<'END'
        %s
        END
        ;;
        esac
        """
            .formatted(adopted, offer));
  }

  private Path file() {
    return project.path().resolve("import.json");
  }
}
