package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All files below a folder, in which texts are looked for however they are encoded. */
final class Search {

  private static final int BASE64_BYTES = 3;

  private final Map<String, String> contents = new TreeMap<>();

  private Search() {}

  static Search below(Path folder) throws IOException {
    var search = new Search();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        search.contents.put(
            folder.relativize(path).toString(),
            Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return search;
  }

  int files() {
    return contents.size();
  }

  long bytes() {
    return contents.values().stream().mapToLong(String::length).sum();
  }

  /**
   * The files that hold {@code text}.
   *
   * @param text letters and digits, which neither JSON nor URLs nor shells encode
   */
  List<String> filesWith(String text) {
    var forms = forms(text);
    return contents.entrySet().stream()
        .filter(file -> forms.stream().anyMatch(file.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> forms(String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    var forms = new ArrayList<String>();
    forms.add(text);
    forms.add(new StringBuilder(text).reverse().toString());
    forms.add(HexFormat.of().formatHex(bytes));
    // In Base64 a text looks otherwise at each of three places; its ends depend on what is around.
    for (var before = 0; before < BASE64_BYTES; before++) {
      var encoded =
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString((" ".repeat(before) + text).getBytes(StandardCharsets.US_ASCII));
      forms.add(encoded.substring(before == 0 ? 0 : 4, encoded.length() - 4));
    }
    return forms;
  }
}
