package io.datatier.rehearsal.report;

/**
 * A resource, as a report names it.
 *
 * @param type its type token
 * @param name its name in the program, or the id of something that AWS made
 */
public record Resource(String type, String name) implements Comparable<Resource> {

  /** The last part of the type, such as {@code Function}. */
  String kind() {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  @Override
  public int compareTo(Resource other) {
    int byType = type.compareTo(other.type);
    return byType == 0 ? name.compareTo(other.name) : byType;
  }

  @Override
  public String toString() {
    return kind() + " " + name;
  }
}
