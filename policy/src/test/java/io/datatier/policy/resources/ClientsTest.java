package io.datatier.policy.resources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** No type of the aws provider is forgotten that is told variables or a script. */
final class ClientsTest {

  private static final Pattern TOLD =
      Pattern.compile(
          "env|environments?|environment(?:Variables|Properties)|variables|stageVariables"
              + "|userData(?:Base64)?|build[Ss]pec|commands|startupScript|customJson"
              + "|containers|container(?:Definitions|Properties)|optionSettings"
              + "|parameterOverrides|provisioningParameters");

  private static final Pattern NAMES = Pattern.compile("[ (),]+");

  private static List<String> types() throws IOException {
    var types = Objects.requireNonNull(ClientsTest.class.getResourceAsStream("/pulumi-types.gz"));
    try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(types), UTF_8))) {
      return lines.lines().filter(line -> line.startsWith("aws:")).toList();
    }
  }

  private static boolean isTold(String line) {
    return NAMES.splitAsStream(line).skip(1).anyMatch(it -> TOLD.matcher(it).matches());
  }

  @Test
  void every_type_that_is_told_variables_or_a_script_is_a_client_or_left_alone()
      throws IOException {
    var told =
        types().stream().filter(ClientsTest::isTold).map(it -> it.replaceFirst(" .*", "")).toList();
    assertTrue(told.size() > 30, () -> "only " + told);
    assertEquals(
        List.of(),
        told.stream()
            .filter(type -> !Clients.isClient(type) && !Clients.leavesAlone(type))
            .toList());
  }

  @Test
  void the_page_says_what_is_left_alone_and_why() throws IOException {
    var page = Files.readString(Path.of("docs/worker-connects-through-proxy.md"));
    var table = Objects.requireNonNull(Clients.class.getResourceAsStream("clients.json"));
    var rows = new LinkedHashMap<String, String>();
    try (var json = new InputStreamReader(table, UTF_8)) {
      var leftAlone = JsonParser.parseReader(json).getAsJsonObject().getAsJsonObject("leftAlone");
      leftAlone.remove("pulumi:");
      for (var one : leftAlone.entrySet()) {
        var type = '`' + one.getKey() + '`';
        rows.merge(one.getValue().getAsString(), type, (before, more) -> before + ", " + more);
      }
    }
    var text = new StringBuilder("| why | types |\n| --- | --- |\n");
    rows.forEach((why, types) -> text.append("| %s | %s |\n".formatted(why, types)));
    assertTrue(page.contains("\n\n" + text + "\n"), () -> "the page lacks\n" + text);
  }
}
