package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many of a type there may be unless AWS grants more: the defaults of the services' user
 * guides, "Quotas".
 *
 * @param most the greatest number
 * @param per the property of which every value has so many, if not the whole region
 * @param with the types that are counted with it
 * @param code AWS's code when there are too many
 * @param message what AWS says then
 */
public record Quota(int most, Optional<String> per, Set<String> with, String code, String message) {

  /** A quota of a type by itself. */
  public Quota(int most, String code, String message) {
    this(most, Optional.empty(), Set.of(), code, message);
  }

  /** This quota, of each value of a property. */
  public Quota per(String property) {
    return new Quota(most, Optional.of(property), with, code, message);
  }

  /** This quota, in which another type counts too. */
  public Quota together(String type) {
    return new Quota(most, per, Set.of(type), code, message);
  }

  void leaveRoom(Account account, String type, Fields asked) {
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

  /** Refuses more than there may be. */
  public void allow(long number) {
    if (number > most) {
      throw exceeded();
    }
  }

  private AwsFault exceeded() {
    return new AwsFault(
        code, "%s: %d. More can be asked for in Service Quotas.".formatted(message, most));
  }
}
