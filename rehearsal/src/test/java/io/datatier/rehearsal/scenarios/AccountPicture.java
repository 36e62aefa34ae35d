package io.datatier.rehearsal.scenarios;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that exists in an account and all of its properties, apart from what AWS draws anew each
 * time: ids, the endings of ARNs, moments, passwords.
 *
 * @param resources one line each
 */
record AccountPicture(List<String> resources) {

  private static final Pattern DRAWN =
      Pattern.compile(
          String.join(
              "|",
              "(?<=-)[0-9a-f]{17}(-[a-z0-9]{8}(?=\\.))?\\b",
              "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
              "(?<=db-)[A-Z0-9]{26}",
              "(?<=AROA)[A-Z0-9]{17}",
              "(?<=:secret:[^\"\\\\]{1,99}-)[A-Za-z0-9]{6}(?=[\\\\\"])",
              "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|\\+0000)",
              // Of an input that names secrets.
              "(?<=_\\$LATEST_)[0-9a-f]{32}",
              "(?<=fingerprint\":\")[0-9a-f]{64}"));

  static AccountPicture of(Path account) throws IOException {
    var json = JsonParser.parseString(Files.readString(account)).getAsJsonObject();
    return new AccountPicture(
        json.getAsJsonArray("resources").asList().stream()
            .map(JsonElement::toString)
            .map(text -> DRAWN.matcher(text).replaceAll("…"))
            .sorted()
            .toList());
  }

  /** What the other has beyond this, with a plus, and what it lacks, with a minus. */
  List<String> differences(AccountPicture other) {
    return Stream.concat(
            beyond(other.resources, resources).map(line -> "+ " + line),
            beyond(resources, other.resources).map(line -> "- " + line))
        .toList();
  }

  private static Stream<String> beyond(List<String> all, List<String> known) {
    var rest = new ArrayList<>(all);
    known.forEach(rest::remove);
    return rest.stream();
  }
}
