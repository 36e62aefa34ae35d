package io.datatier.rehearsal.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM that answers requests, each a line, and so need not start for each. It ends when this one
 * does, because then its standard input ends.
 */
record WarmJvm(Process process, PrintStream requests, BufferedReader answers) {

  /**
   * Starts one.
   *
   * @param main a class of these tests that reads lines and writes lines
   * @param jar what it runs
   */
  static WarmJvm of(Class<?> main, Path jar, Path workingDirectory) throws IOException {
    var process =
        new ProcessBuilder(command(main, jar))
            .directory(workingDirectory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new WarmJvm(
        process,
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8),
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
  }

  private static List<String> command(Class<?> main, Path jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        Path.of("target/test-classes").toAbsolutePath() + ":" + jar,
        main.getName());
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws IOException if the JVM has ended
   */
  synchronized String ask(String request) throws IOException {
    requests.println(request);
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the JVM " + process.pid() + " has ended");
    }
    return answer;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void destroy() {
    process.destroyForcibly();
  }
}
