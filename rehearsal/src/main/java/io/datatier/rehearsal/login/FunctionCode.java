package io.datatier.rehearsal.login;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The code of a function, and how it is run: one event a line on standard input; for each one line
 * on standard output, {@code +} and the result or {@code -} and the error.
 */
public interface FunctionCode {

  /** What must be there before it can be started. */
  Path folder();

  /** The command that runs it. */
  List<String> command(Loopback loopback);

  /** The environment variables that the command itself needs, besides the function's. */
  Map<String, String> environment(Loopback loopback);
}
