package io.datatier.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.sweep.testing.GeneratedExports;
import io.datatier.sweep.testing.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/organisation.md, one after the other in one folder. */
final class OrganisationPageTest {

  private static final Path PAGE = Path.of("../docs/organisation.md");
  private static final Pattern RUN =
      Pattern.compile("<!-- run -->\n```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE);

  @TempDir private Path folder = Path.of("");

  @Test
  void commands_do_what_it_says() throws IOException {
    GeneratedExports.write(folder.resolve("exports"), 60, 40, 11);
    Files.createDirectory(folder.resolve("shards"));
    Files.writeString(folder.resolve("policy.json"), "{}");
    var jar = SweepRun.houseJar(folder);
    var codes = new ArrayList<Integer>();
    for (var block : RUN.matcher(Files.readString(PAGE)).results().toList()) {
      for (var line : block.group(1).lines().toList()) {
        codes.add(run(line, jar).code());
      }
    }

    // Everything fails, until the baseline is there.
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 0, 0, 0), codes);
    for (var report : List.of("report.html", "report.json", "report.sarif", "report.xml")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
  }

  private SweepRun run(String line, Path jar) {
    var words = Arrays.asList(line.split(" ", -1));
    assertEquals("datatier-sweep", words.get(0));
    var files = Map.of("policy", jar.toString());
    return SweepRun.of(
        words.stream()
            .skip(1)
            .map(word -> files.getOrDefault(word, inFolder(word)))
            .toArray(String[]::new));
  }

  private String inFolder(String word) {
    return word.matches("(exports|shards)(/.*)?|[a-z]+\\.[a-z]+")
        ? folder.resolve(word).toString()
        : word;
  }

  @Test
  void tells_all_exit_codes() throws IOException {
    var told = ROW.matcher(Files.readString(PAGE)).results().map(it -> it.group(1)).toList();
    var help = SweepRun.of("--help").out();

    assertEquals(List.of("0", "1", "2", "3", "70", "130"), told);
    told.forEach(code -> assertTrue(help.contains("  " + code + " "), help));
  }
}
