package io.datatier.rehearsal.fault;

import java.util.Locale;

/**
 * A provider call of the engine for one resource. Previews make no calls.
 *
 * @param kind of the operation
 * @param type the resource's type token
 * @param resource the resource's name in the program, the last part of its URN
 */
public record Call(Kind kind, String type, String resource) {

  /** An operation on a resource. */
  public enum Kind {
    CREATE,
    /** A read, as in {@code refresh} and {@code import}. */
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
