package io.datatier.rehearsal.drift;

import java.util.List;

/** A rejected change, with everything that is wrong with it. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> sentences;

  Refused(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  /** Why not. */
  public List<String> sentences() {
    return sentences;
  }
}
