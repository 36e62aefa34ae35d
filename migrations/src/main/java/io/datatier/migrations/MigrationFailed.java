package io.datatier.migrations;

/**
 * Why a migration failed, with a message that says what to do next. It has no cause: Lambda logs
 * causes, and those of drivers may quote their input.
 */
final class MigrationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MigrationFailed(String sentence) {
    super(sentence);
  }
}
