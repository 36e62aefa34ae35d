package io.datatier;

import com.pulumi.exceptions.RunException;
import io.datatier.adoption.AdoptedName;
import io.datatier.config.Fault;
import io.datatier.database.DatabaseChange;
import io.datatier.database.DatabaseNote;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.RunningDatabase;
import io.datatier.network.NetworkChange;
import io.datatier.proxy.ProxyChange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stack as it is in AWS, with the settings that change it.
 *
 * @param database empty if none runs yet or it is managed elsewhere
 */
record RunningStack(StackSettings settings, Optional<RunningDatabase> database) {

  /**
   * Asks AWS, at once.
   *
   * @throws RunException if AWS does not answer, or listing everything that RDS would refuse, that
   *     would replace the database, or that would delete a proxy in use; it ends the run without a
   *     stack trace
   */
  static RunningStack of(StackSettings settings) {
    var stack =
        new RunningStack(
            settings,
            newDatabase(settings)
                .flatMap(wanted -> RunningDatabase.named(databaseIdentifier(settings))));
    var faults = stack.faults();
    if (!faults.isEmpty()) {
      throw new RunException(StackSettings.faulty(settings.stack(), faults).getMessage());
    }
    return stack;
  }

  /** What every run says about the database, if it is created here. */
  Optional<DatabaseNote> databaseNote() {
    return newDatabase(settings)
        .map(
            wanted ->
                new DatabaseNote(
                    databaseIdentifier(settings), wanted, database, LocalDate.now(ZoneOffset.UTC)));
  }

  private static Optional<DatabaseSettings> newDatabase(StackSettings settings) {
    return settings.proxy().created().flatMap(it -> settings.database().created());
  }

  private static String databaseIdentifier(StackSettings settings) {
    return StackSettings.databaseIdentifier(settings.name(), settings.stack(), settings.adopted());
  }

  private List<Fault> faults() {
    return Stream.of(
            database.stream().flatMap(this::databaseFaults),
            database.stream().flatMap(this::networkFaults),
            proxyFaults(),
            abandoned())
        .flatMap(found -> found)
        .toList();
  }

  private Stream<Fault> databaseFaults(RunningDatabase running) {
    return newDatabase(settings).stream()
        .flatMap(
            wanted ->
                new DatabaseChange(running, wanted)
                    .faults(settings.keys(), settings.name("keys")).stream());
  }

  private Stream<Fault> networkFaults(RunningDatabase running) {
    return running.securityGroups().stream()
        .limit(1)
        .flatMap(
            group ->
                new NetworkChange(
                        settings.name("network"), settings.network(), group, running.zone())
                    .faults().stream());
  }

  private Stream<Fault> proxyFaults() {
    var name = settings.proxyName();
    var adopted = settings.adopted().proxy().map(AdoptedName::value);
    var groups = settings.database().securityGroups(database);
    return settings
        .proxy()
        .created()
        .map(wanted -> new ProxyChange(name, adopted, groups, wanted).faults())
        .orElseGet(() -> ProxyChange.abandoned(name, adopted, keptElsewhere()))
        .stream();
  }

  private Stream<Fault> abandoned() {
    return newDatabase(settings).isPresent()
        ? Stream.empty()
        : DatabaseChange.abandoned(
            settings.proxy().created().isPresent()
                ? StackSettings.EXISTING_DATABASE
                : StackSettings.EXISTING_PROXY,
            settings.ownDatabaseName(),
            settings.adopted().instance().map(AdoptedName::value),
            keptElsewhere())
            .stream();
  }

  private List<String> keptElsewhere() {
    return settings.keptElsewhere().stream().map(AdoptedName::value).toList();
  }
}
