package io.datatier.rehearsal.fault;

import java.util.Locale;

/**
 * What the engine asks the provider to do to one resource. A preview is no call: nothing is done.
 *
 * @param kind what is done
 * @param type the resource's type token
 * @param resource the resource's name in the program, with which its URN ends
 */
public record Call(Kind kind, String type, String resource) {

  /** What is done to a resource. */
  public enum Kind {
    CREATE,
    /** Looks it up, as {@code refresh} and {@code import} do. */
    READ,
    UPDATE,
    DELETE;

    /** As the fault file has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line by which calls are counted. */
  String line() {
    return kind.word() + " " + type + " " + resource;
  }

  /** The call that is counted by a line. */
  public static Call ofLine(String line) {
    var parts = line.split(" ", 3);
    return new Call(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]);
  }
}
