package io.datatier.rehearsal;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each part is complete on its own and so says its version itself, in its pom. */
final class VersionTest {

  private static final Pattern OF_THE_PROJECT =
      Pattern.compile(
          "<groupId>io\\.datatier</groupId>\\s*<artifactId>[a-z-]+</artifactId>\\s*"
              + "<version>(?<version>[^<]+)</version>");

  private static final Pattern OF_THE_PACK =
      Pattern.compile("^version: (?<version>.+)$", Pattern.MULTILINE);

  @Test
  void is_one_for_all_parts() throws IOException {
    var versions = new TreeMap<String, String>();
    for (var place :
        Map.ofEntries(
                entry("pom.xml", OF_THE_PROJECT),
                entry("migrations/pom.xml", OF_THE_PROJECT),
                entry("policy/pom.xml", OF_THE_PROJECT),
                entry("policy/PulumiPolicy.yaml", OF_THE_PACK),
                entry("policy/sdk/pom.xml", OF_THE_PROJECT),
                entry("policy/template/pom.xml", OF_THE_PROJECT),
                entry("proof/pom.xml", OF_THE_PROJECT),
                entry("rehearsal/pom.xml", OF_THE_PROJECT),
                entry("sweep/pom.xml", OF_THE_PROJECT),
                entry("template/pom.xml", OF_THE_PROJECT),
                entry("examples/sweep/pom.xml", OF_THE_PROJECT))
            .entrySet()) {
      versions.put(place.getKey(), version(place.getKey(), place.getValue()));
    }

    assertEquals(1, new TreeSet<>(versions.values()).size(), versions::toString);
  }

  private static String version(String file, Pattern said) throws IOException {
    var found = said.matcher(Files.readString(Path.of("..").resolve(file)));
    if (!found.find()) {
      throw new AssertionError(file + " says no version");
    }
    return found.group("version");
  }
}
