package io.datatier.rehearsal.core;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the AWS CLI lists a type, as far as {@code make recover} asks.
 *
 * @param command its first two words
 * @param list the member of the answer that holds what is found
 * @param members members of what is found, and the properties that they come from, where {@code id}
 *     is the provider's id; an option of the command, and the property that has its value. What is
 *     listed as a text has only one member, without a name.
 */
public record Listing(String command, String list, SortedMap<String, String> members) {

  /**
   * A listing.
   *
   * @param members each such as {@code DBProxyName=name} or {@code --role-name=role}
   */
  static Listing of(String command, String list, String... members) {
    var byName = new TreeMap<String, String>();
    Stream.of(members).map(pair -> pair.split("=", 2)).forEach(it -> byName.put(it[0], it[1]));
    return new Listing(command, list, byName);
  }
}
