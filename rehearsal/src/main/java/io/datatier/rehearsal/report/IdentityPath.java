package io.datatier.rehearsal.report;

import java.util.SortedSet;

/**
 * One identity that can log in.
 *
 * @param who the role, the user, or a sentence about others
 * @param usedBy what has the role; a user's access keys
 * @param may what it may do
 * @param on the secret, or the database user and the database or proxy
 * @param by the resources that allow it
 * @param certainty whether the state shows all that decides
 */
public record IdentityPath(
    String who,
    SortedSet<Resource> usedBy,
    Way may,
    String on,
    SortedSet<Resource> by,
    Certainty certainty) {

  /** How an identity gets in. */
  public enum Way {
    READ_SECRET,
    /** With IAM. */
    CONNECT
  }
}
