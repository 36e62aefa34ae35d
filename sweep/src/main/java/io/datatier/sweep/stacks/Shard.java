package io.datatier.sweep.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One of several parts of all stacks. A stack's name alone decides where it belongs, so that
 * machines agree without speaking, and a new stack moves no other.
 *
 * @param index from 1 on
 */
public record Shard(int index, int count) {

  /** All stacks. */
  public static final Shard WHOLE = new Shard(1, 1);

  /**
   * Parses {@code 2/8}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Shard parse(String text) {
    var parts = text.matches("\\d{1,6}/\\d{1,6}") ? text.split("/", 2) : new String[] {"0", "0"};
    var shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    if (shard.index < 1 || shard.index > shard.count) {
      throw new IllegalArgumentException(
          "'%s' is not a shard: write the second of eight as 2/8".formatted(text));
    }
    return shard;
  }

  /** Whether a stack belongs to it. */
  public boolean has(String id) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return new BigInteger(1, hash).mod(BigInteger.valueOf(count)).intValue() == index - 1;
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
