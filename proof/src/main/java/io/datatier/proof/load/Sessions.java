package io.datatier.proof.load;

/**
 * Sessions of ordinary users in the database, apart from the one that counts them.
 *
 * @param all of every user
 * @param ofUser of the user as whom clients log in
 */
public record Sessions(int all, int ofUser) {

  public static final Sessions NONE = new Sessions(0, 0);

  /** The greater of both numbers. */
  public Sessions or(Sessions other) {
    return new Sessions(Math.max(all, other.all), Math.max(ofUser, other.ofUser));
  }
}
