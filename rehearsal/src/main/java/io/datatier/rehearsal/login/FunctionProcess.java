package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One execution environment of a function: a process with an environment of its own. */
final class FunctionProcess implements AutoCloseable {

  /**
   * What an invocation ended with.
   *
   * @param text the result, or the error
   */
  record Answer(boolean succeeded, String text) {}

  private final Process process;
  private final Writer events;
  private final BufferedReader answers;
  private final Path log;

  private FunctionProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.events = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Starts one.
   *
   * @param environment all of it
   * @param log takes what it prints
   */
  static FunctionProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    var builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new FunctionProcess(builder.start(), log);
  }

  Answer invoke(String event) throws IOException {
    events.write(event.replaceAll("\\R", " ") + "\n");
    events.flush();
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("The function's process ended:\n" + Files.readString(log).strip());
    }
    return new Answer(line.startsWith("+"), line.substring(1));
  }

  @Override
  public void close() throws IOException {
    events.close();
    ProcessEnd.await(process);
  }
}
