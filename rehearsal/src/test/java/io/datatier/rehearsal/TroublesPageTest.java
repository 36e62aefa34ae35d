package io.datatier.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages in docs/troubles.md are what is really said. */
final class TroublesPageTest {

  private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

  private static final List<Path> SAID_HERE =
      Stream.of("../src/main", "../migrations/src/main", "../proof/src/main", "src/main")
          .map(Path::of)
          .toList();

  /** What others say; none of it is in the sources here. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of(
          // pulumi v3.276.0, pkg/resource/deploy/deployment_executor.go
          "pending operations from previous deployment",
          // pulumi v3.276.0, pkg/backend/diy/lock.go
          "the stack is currently locked");

  @Test
  void are_said_by_the_program_or_the_stand_in_or_known_to_be_said_elsewhere() throws IOException {
    var said = sources();
    var unknown =
        messages()
            .filter(
                message ->
                    !Stream.of(message.split("…", -1)).map(String::strip).allMatch(said::contains))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(SAID_ELSEWHERE), unknown);
  }

  /** The first cell of each row of each table. */
  private static Stream<String> messages() throws IOException {
    return Files.readAllLines(Path.of("../docs/troubles.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> MESSAGE.matcher(line.split("\\|", -1)[1]).results())
        .map(found -> found.group(1))
        .filter(message -> !message.equals("destroy"));
  }

  /** All sources as one text, each string in one piece. */
  private static String sources() throws IOException {
    var all = new StringBuilder();
    for (var folder : SAID_HERE) {
      try (var found = Files.walk(folder)) {
        for (var file : found.filter(it -> it.toString().endsWith(".java")).toList()) {
          all.append(
              Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""));
        }
      }
    }
    return all.toString();
  }
}
