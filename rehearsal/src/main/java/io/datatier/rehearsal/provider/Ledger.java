package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.AwsFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The account as calls change it, with the faults that they are to meet. */
final class Ledger {

  private final AccountFile file;
  private final List<Fault> faults;
  private final Runnable death;

  /**
   * A ledger.
   *
   * @param faults each happens once, in their order
   * @param death ends this process at once
   */
  Ledger(AccountFile file, List<Fault> faults, Runnable death) {
    this.file = file;
    this.faults = faults;
    this.death = death;
  }

  Account read(String region) {
    return file.read().in(region);
  }

  /** Changes the account, unless a fault prevents it. */
  <T> T change(String call, String type, String region, Function<Account, Change<T>> change) {
    var due = take(call, type);
    if (due.filter(fault -> fault.kind() == Fault.Kind.FAIL).isPresent()) {
      throw due.get().refusal();
    }
    dieIf(due, Fault.Kind.DIE_BEFORE);
    var result = file.change(account -> change.apply(account.in(region)));
    dieIf(due, Fault.Kind.DIE_AFTER);
    return result;
  }

  private void dieIf(Optional<Fault> due, Fault.Kind kind) {
    if (due.filter(fault -> fault.kind() == kind).isPresent()) {
      death.run();
      throw new AwsFault("RequestAborted", "The plugin was to die here.");
    }
  }

  /** Takes the next fault that is due; it is marked in the account, since processes die of it. */
  private Optional<Fault> take(String call, String type) {
    if (faults.stream().noneMatch(fault -> isFor(fault, call, type))) {
      return Optional.empty();
    }
    return file.change(
        account -> {
          for (int i = 0; i < faults.size(); i++) {
            if (!account.usedFaults().contains(i) && isFor(faults.get(i), call, type)) {
              return new Change<>(account.havingUsed(i), Optional.of(faults.get(i)));
            }
          }
          return new Change<>(account, Optional.<Fault>empty());
        });
  }

  private static boolean isFor(Fault fault, String call, String type) {
    return fault.call().equals(call) && fault.type().equals(type);
  }
}
