package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.fault.Machine;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The account that calls read and change, with the faults to inject. */
final class Ledger {

  private final AccountFile file;
  private final Faults faults;
  private final Machine machine;
  private final Waiting waiting;

  Ledger(AccountFile file, Faults faults, Machine machine, Waiting waiting) {
    this.file = file;
    this.faults = faults;
    this.machine = machine;
    this.waiting = waiting;
  }

  /** Reads the account outside any call. */
  Account read(String region) {
    return file.read().at(Instant.now()).in(region);
  }

  /** Reads the account for a call, unless a fault prevents it. */
  Account read(Call call, String region) {
    return meeting(call, () -> read(region));
  }

  /** Changes the account for a call, unless a fault prevents it. */
  <T> T change(Call call, String region, Function<Account, Change<T>> change) {
    return meeting(call, () -> patiently(call, region, change));
  }

  /** The provider retries some errors until a timeout. */
  private <T> T patiently(Call call, String region, Function<Account, Change<T>> change) {
    var begun = read(region).now();
    while (true) {
      try {
        return file.change(account -> change.apply(account.at(Instant.now()).in(region)));
      } catch (Busy busy) {
        var limit = begun.plus(busy.patience());
        if (busy.until().isAfter(limit)) {
          waiting.until(limit, call.resource() + ": retrying");
          throw busy;
        }
        waiting.until(busy.until(), call.resource() + ": retrying");
      }
    }
  }

  /** Waits, as the provider does, until a transition is over. */
  void await(Transition transition, String name) {
    waiting.until(transition.until(), name + ": still " + transition.status());
  }

  private <T> T meeting(Call call, Supplier<T> work) {
    var due = count(call);
    return due.isPresent() ? due.get().effect().apply(call, work, machine) : work.get();
  }

  /** Counts a call that a fault may apply to, and returns the fault that is due. */
  private Optional<Fault> count(Call call) {
    if (!faults.concern(call)) {
      return Optional.empty();
    }
    return file.change(
        account -> {
          var counted = faults.count(account.calls(), call);
          return new Change<>(account.after(counted.counts()), counted.due());
        });
  }
}
