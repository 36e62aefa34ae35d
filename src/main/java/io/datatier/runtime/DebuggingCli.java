package io.datatier.runtime;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the CLI was asked for messages for debugging. It tells programs nothing of that, but they
 * descend from it.
 */
final class DebuggingCli {

  /** Nix wraps it under the second name. */
  private static final Pattern CLI =
      Pattern.compile("(.*[/\\\\])?(pulumi(\\.exe)?|\\.pulumi-wrapped)");

  /** {@code -d} also stands among other letters, as in {@code -yd}; {@code -v=9} logs them too. */
  private static final Pattern ASKS = Pattern.compile("--(debug|verbose)(=.*)?|-[a-z]*[dv].*");

  private DebuggingCli() {}

  static boolean started() {
    return Stream.iterate(
            ProcessHandle.current().parent(),
            Optional::isPresent,
            process -> process.flatMap(ProcessHandle::parent))
        .flatMap(Optional::stream)
        .map(ProcessHandle::info)
        .anyMatch(info -> asks(info.command().orElse(""), info.arguments().map(List::of)));
  }

  /**
   * @param arguments empty where the system does not tell them, as Windows does not
   */
  static boolean asks(String command, Optional<List<String>> arguments) {
    return CLI.matcher(command).matches()
        && arguments.map(all -> all.stream().anyMatch(ASKS.asMatchPredicate())).orElse(true);
  }
}
