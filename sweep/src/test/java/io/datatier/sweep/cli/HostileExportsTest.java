package io.datatier.sweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import house.HousePack;
import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.SweepRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are broken, or that somebody has written to do harm. */
final class HostileExportsTest {

  @TempDir private Path folder = Path.of("");
  private Path jar = Path.of("");
  private Path exports = Path.of("");

  @BeforeEach
  void has_one_good_export() throws IOException {
    jar = SweepRun.houseJar(folder);
    exports = Files.createDirectory(folder.resolve("exports"));
    new Export("shop", "good").write(exports.resolve("good.json"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(exports.resolve(name), text);
  }

  private static String nested(int levels) {
    return new Export("shop", "deep")
        .with(HousePack.QUEUE, "orders", Map.of("deep", "DEEP"))
        .text()
        .replace("\"DEEP\"", "[".repeat(levels) + "]".repeat(levels));
  }

  @Test
  void names_all_that_are_bad_and_judges_the_rest() throws IOException {
    write("empty.json", "");
    write("half.json", new Export("shop", "half").text().substring(0, 200));
    write("list.json", "[]");
    write("more.json", new Export("shop", "more").text() + "{}");
    write("old.json", "{\"version\": 2, \"deployment\": {\"resources\": []}}");
    write("other.json", "{\"name\": \"orders\"}");
    write("deep.json", nested(100_000));
    write("deeper.json", "{\"version\": 3, \"x\": " + "[".repeat(3_000_000));
    write("form.json", new Export("shop", "x").text().replace("\"custom\":false", "\"urn\":{}"));
    write("urn.json", new Export("shop", "x").text().replace("urn:pulumi:x", "urn:other:x"));
    write("zip.json.gz", "not compressed");
    write("zstd.json.zst", "");
    write(
        "secret.json",
        secret("{\"4dabf18193072939515e22adb298388d\":\"1b47061264138c4ac30d75fd1eb44270\"}"));
    write("signed.json", secret("{\"4dabf18193072939515e22adb298388d\":\"hunter2\"}"));
    var outside = new Export("shop", "outside").write(folder.resolve("outside.json"));
    Files.createSymbolicLink(exports.resolve("link.json"), outside);
    Files.createSymbolicLink(exports.resolve("loop"), exports);
    Files.createDirectory(exports.resolve("folder.json"));

    var run = SweepRun.judging(jar, exports.toString());

    assertEquals(
        """

        not judged: 15 stacks
          | deep.json has properties of more than 500 levels
          | deeper.json has more than 500 levels
          | empty.json is not complete JSON
          | form.json is not a stack's export: $.deployment.resources[0].urn has another form
          | half.json is not complete JSON
          | link.json is a symbolic link, which is not followed: name the folder it leads to
          | list.json is not a stack's export: $ has another form
          | more.json is not complete JSON
          | old.json is of version 2, not 3 or 4: run pulumi stack export with a current CLI
          | other.json is not a stack's export: it has no deployment
          | secret.json has a secret that is neither encrypted nor in plain text
          | signed.json has a value of a form that this version does not know
          | urn.json has a resource without a valid URN: number 1 in its list
          | zip.json.gz is not a complete gzip file
          | zstd.json.zst is compressed with zstd, which only the Pulumi CLI can read: use pulumi stack export

        1 stack, 1 resource, judged by house 2.1.0
        0 violations in 0 stacks, 0 excepted, 0 advised, 0 undecided
        """,
        run.out());
    assertEquals(3, run.code());
    assertFalse(run.err().contains("\tat "), run::err);
  }

  private static String secret(String value) {
    return new Export("shop", "secret")
        .with(HousePack.QUEUE, "orders", Map.of("name", "VALUE"))
        .text()
        .replace("\"VALUE\"", value);
  }

  @Test
  void judges_properties_as_deep_as_any_that_the_engine_could_send() throws IOException {
    write("deep.json", nested(490));

    var run = SweepRun.judging(jar, exports.toString());

    assertTrue(run.out().contains("\n2 stacks, "), run::out);
    assertTrue(run.out().contains("queue-encrypted: Queues are encrypted"), run::out);
  }

  @Test
  void unpacks_no_bomb() throws IOException {
    var bomb = exports.resolve("bomb.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write("{\"version\": 3, \"x\": \"".getBytes(UTF_8));
      var spaces = " ".repeat(1 << 20).getBytes(UTF_8);
      for (var index = 0; index < 64; index++) {
        out.write(spaces);
      }
    }

    // Whoever reads it to its end finds that it has none.
    Files.write(bomb, Arrays.copyOf(Files.readAllBytes(bomb), (int) Files.size(bomb) - 8));

    var run = SweepRun.judging(jar, exports.toString());

    assertTrue(run.out().contains("bomb.json.gz is larger than the 2"), run::out);
    assertTrue(run.out().contains(" has room for: raise it with -Xmx"), run::out);
    assertEquals(3, run.code());
  }

  @Test
  void lets_names_do_nothing_to_terminals_pipelines_pages_or_parsers() throws Exception {
    var evil =
        "\u001b[2J\u202e<script>alert(1)</script>]]>\n::set-env name=PATH::/tmp\n&'\"\u0000HALF";
    var name = "evil\u001b[31m<b>.json";
    var export =
        new Export("shop", "dev")
            .with(HousePack.QUEUE, evil, Map.of("name", evil, "sqsManagedSseEnabled", false))
            .with(HousePack.BUCKET, "mine", Map.of("tags", Map.of("owner", evil)));
    write(name, export.text().replace("HALF", "\\ud800"));
    var sarif = folder.resolve("r.sarif");
    var junit = folder.resolve("r.xml");
    var html = folder.resolve("r.html");

    var run =
        SweepRun.judging(
            jar,
            "--sarif",
            sarif.toString(),
            "--junit",
            junit.toString(),
            "--html",
            html.toString(),
            exports.toString());

    for (var text : List.of(run.out(), Files.readString(html), Files.readString(junit))) {
      assertFalse(text.chars().anyMatch(it -> it < ' ' && it != '\n'), text);
      assertFalse(text.contains("\u202e"), text);
    }
    assertFalse(run.out().lines().anyMatch(line -> line.strip().startsWith("::")), run::out);
    assertFalse(Files.readString(html).contains("<script"));
    assertTrue(Files.readString(html).contains("default-src 'none'"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Files.readAllBytes(junit)));
    var uri =
        SweepRun.json(sarif)
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation")
            .getAsJsonObject("artifactLocation")
            .get("uri")
            .getAsString();
    assertEquals("evil%1B%5B31m%3Cb%3E.json", uri);
  }
}
