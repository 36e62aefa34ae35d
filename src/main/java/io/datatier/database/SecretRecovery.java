package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many days Secrets Manager keeps a deleted secret; 0 for not at all (Secrets Manager API,
 * DeleteSecret). Until then no secret of the same name can be created.
 */
public record SecretRecovery(int days) {

  /** The windows that Secrets Manager offers. */
  public static final List<Integer> VALID =
      IntStream.concat(IntStream.of(0), IntStream.rangeClosed(7, 30)).boxed().toList();

  public SecretRecovery {
    if (!VALID.contains(days)) {
      throw new InvalidValue(days, "be 0 or 7 to 30 days");
    }
  }
}
