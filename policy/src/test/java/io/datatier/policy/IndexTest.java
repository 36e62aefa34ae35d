package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.Rule;
import io.datatier.policy.settings.ProductionStacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The index of the rules; {@code -Dupdate} writes it, otherwise it is compared. */
final class IndexTest {

  private static final Path INDEX = Path.of("docs/README.md");
  private static final String HEAD = "| rule | level | what | other tools |";
  private static final Pattern OTHER_TOOLS =
      Pattern.compile("\\*\\*Other tools\\.\\*\\* (.*?)(\n\n|\n*$)", Pattern.DOTALL);

  @Test
  void lists_every_rule_as_the_pack_and_its_page_have_it() throws IOException {
    var index = Files.readString(INDEX);
    var table = index.indexOf(HEAD);
    var after = index.indexOf("\n\n", table);
    var rest = after < 0 ? "" : index.substring(after + 1);
    var made = index.substring(0, table) + table() + rest;
    if (System.getProperty("update") != null) {
      Files.writeString(INDEX, made);
    }
    assertEquals(made, Files.readString(INDEX));
  }

  private static String table() throws IOException {
    var rows = new ArrayList<>(List.of(HEAD, "| --- | --- | --- | --- |"));
    for (var rule : DataTierPolicyPack.PACK.rules()) {
      rows.add(
          "| [%s](%s.md) | %s | %s | %s |"
              .formatted(rule.id(), rule.id(), level(rule), rule.title(), otherTools(rule)));
    }
    return String.join("\n", rows) + "\n";
  }

  private static String level(Rule rule) {
    var level = DataTierPolicyPack.PACK.levelOf(rule).name().toLowerCase(Locale.ROOT);
    return rule.settings().contains(ProductionStacks.SETTING) ? level + ", production" : level;
  }

  /** Other tools with the same control, in one line. */
  private static String otherTools(Rule rule) throws IOException {
    var page = Files.readString(Path.of("docs", rule.id() + ".md"));
    var found = OTHER_TOOLS.matcher(page);
    assertEquals(true, found.find(), rule + " does not name other tools");
    var text = found.group(1).strip().replace('\n', ' ');
    return text.equals("None known.") ? "none known" : text.replaceAll("\\.$", "");
  }
}
