package io.datatier.sweep.results;

import java.util.List;

/**
 * What became of a stack.
 *
 * @param id what it is called in its place: a path, or a backend's name
 * @param stamp of its export when it was judged
 * @param name as {@code project/stack}; empty if unknown
 * @param resources how many were judged
 * @param found all of it
 * @param fault why it was not judged; empty if it was
 */
public record StackResult(
    String id, String stamp, String name, int resources, List<Found> found, String fault) {

  public StackResult {
    found = List.copyOf(found);
  }

  /** A stack that could not be judged. */
  public static StackResult unjudged(String id, String stamp, String fault) {
    return new StackResult(id, stamp, "", 0, List.of(), fault);
  }

  /** Whether it was judged. */
  public boolean isJudged() {
    return fault.isEmpty();
  }

  /** What people call it. */
  public String title() {
    return name.isEmpty() ? id : name;
  }
}
