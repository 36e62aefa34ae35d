package io.datatier.migrations;

/**
 * Why a migration did not succeed, in a sentence that says what to do next. It has no cause: Lambda
 * prints causes into the log, and those of drivers may quote what they were given.
 */
final class MigrationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MigrationFailed(String sentence) {
    super(sentence);
  }
}
