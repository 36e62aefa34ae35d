package io.datatier.rehearsal.account;

import java.nio.file.Path;

/** An account file or a fixture that does not contain an account; the message is for the user. */
public final class InvalidAccountFile extends IllegalStateException {

  private static final long serialVersionUID = 1;

  InvalidAccountFile(Path file, String kind, String remedy, RuntimeException cause) {
    super(
        "%s is not a valid %s: %s. %s"
            .formatted(
                file, kind, String.valueOf(cause.getMessage()).replaceFirst("[.]$", ""), remedy),
        cause);
  }
}
