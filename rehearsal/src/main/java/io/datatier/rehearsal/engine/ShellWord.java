package io.datatier.rehearsal.engine;

/** Text as one word of a POSIX shell command. */
final class ShellWord {

  private ShellWord() {}

  /** Within single quotes, the shell interprets nothing but the closing quote. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
