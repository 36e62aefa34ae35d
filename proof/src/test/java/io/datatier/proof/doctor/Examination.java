package io.datatier.proof.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A run of the command.
 *
 * @param code with which it ended
 * @param text all that it printed
 */
record Examination(int code, String text) {

  /** Of a stack in an account, with the state that the engine would have of it. */
  static Examination of(AwsAccount account, String export, String... options) throws IOException {
    var state = Files.createTempFile("state", ".json");
    try {
      Files.writeString(state, export);
      var words =
          new ArrayList<>(List.of("shop", "--state=" + state, "--endpoint=" + account.url()));
      words.addAll(List.of(options));
      return of(words.toArray(String[]::new));
    } finally {
      Files.delete(state);
    }
  }

  static Examination of(String... arguments) {
    // The SDK signs what it sends, even to a server that does not look.
    System.setProperty("aws.accessKeyId", "testing");
    System.setProperty("aws.secretAccessKey", "testing");
    var out = new StringWriter();
    var code =
        new CommandLine(new DoctorCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    return new Examination(code, out.toString());
  }

  /** All but the advice, and without the ids of security groups. */
  List<String> lines() {
    return found().toList();
  }

  /** What is bad, without dates. */
  List<String> bad() {
    return found()
        .filter(line -> line.startsWith("  BAD "))
        .map(line -> line.substring(8).replaceAll(": next by [^,]*", ""))
        .toList();
  }

  /** What could not be looked at, with the reason. */
  List<String> notExamined() {
    var lines = text.lines().toList();
    return Stream.iterate(0, line -> line + 1)
        .limit(lines.size() - 1)
        .filter(line -> lines.get(line).startsWith("  note  not examined: "))
        .map(line -> lines.get(line).substring(22) + " | " + lines.get(line + 1).strip())
        .toList();
  }

  private Stream<String> found() {
    return text.lines()
        .filter(line -> !line.startsWith("        "))
        .map(line -> line.replaceAll(" \\(sg-[^)]*\\)", ""));
  }

  @Override
  public String toString() {
    return text;
  }
}
