package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** A DB instance class, such as {@code db.t4g.small}. */
public record InstanceClass(String value) {

  public static final Pattern VALID =
      Pattern.compile("db\\.[a-z]+[0-9]+[a-z-]*\\.(?:micro|small|medium|(?:[0-9]*x)?large)");

  public InstanceClass {
    InvalidValue.requireMatch(value, VALID, "be a DB instance class such as db.t4g.small");
  }

  /** Whether it is a T class, whose CPU exceeds a baseline at the cost of credits. */
  public boolean isBurstable() {
    return value.startsWith("db.t");
  }
}
