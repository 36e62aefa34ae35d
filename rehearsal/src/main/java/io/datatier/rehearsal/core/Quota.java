package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS's default quota on the number of resources of a type (the services' user guides, "Quotas").
 *
 * @param most the maximum number
 * @param per the property for each value of which the quota applies; if empty, it applies to the
 *     whole region
 * @param with other types that count towards it
 * @param code AWS's error code when it is exceeded
 * @param message AWS's error message when it is exceeded
 */
public record Quota(int most, Optional<String> per, Set<String> with, String code, String message) {

  /** A quota on one type alone. */
  public Quota(int most, String code, String message) {
    this(most, Optional.empty(), Set.of(), code, message);
  }

  /** This quota, applied to each value of a property separately. */
  public Quota per(String property) {
    return new Quota(most, Optional.of(property), with, code, message);
  }

  /** This quota, with another type counted towards it. */
  public Quota together(String type) {
    return new Quota(most, per, Set.of(type), code, message);
  }

  void requireQuota(Account account, String type, Fields asked) {
    var there =
        Stream.concat(Stream.of(type), with.stream())
            .flatMap(account::all)
            .filter(entity -> !entity.isScheduledForDeletion())
            .filter(
                entity -> per.map(each -> entity.text(each).equals(asked.text(each))).orElse(true))
            .count();
    if (there >= most) {
      throw exceeded();
    }
  }

  /** Rejects a number above the quota. */
  public void allow(long number) {
    if (number > most) {
      throw exceeded();
    }
  }

  private AwsFault exceeded() {
    return new AwsFault(
        code, "%s: %d. Request an increase in Service Quotas.".formatted(message, most));
  }
}
