package io.datatier.rehearsal.fault;

import java.util.Locale;

/**
 * A provider call of the engine for one resource or one function. Of these, previews make only
 * calls of functions.
 *
 * @param kind of the operation
 * @param type the resource's type token, or the function's token
 * @param resource the resource's name in the program, the last part of its URN; for a function its
 *     own name, such as {@code getInstance}
 */
public record Call(Kind kind, String type, String resource) {

  /** An operation on a resource. */
  public enum Kind {
    CREATE,
    /** A read, as in {@code refresh} and {@code import}, or a function. */
    READ,
    UPDATE,
    DELETE;

    /** Its name in the fault file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The key for counting calls. */
  String line() {
    return kind.word() + " " + type + " " + resource;
  }

  /** The call with this counting key. */
  public static Call ofLine(String line) {
    var parts = line.split(" ", 3);
    return new Call(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]);
  }
}
