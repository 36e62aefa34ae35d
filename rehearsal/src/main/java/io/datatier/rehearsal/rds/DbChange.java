package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long RDS takes to change an instance or a cluster; both times are estimates. */
final class DbChange {

  /** What the provider alone knows of, or changes without waiting. */
  static final String UNNOTICED =
      """
      allowMajorVersionUpgrade applyImmediately deleteAutomatedBackups finalSnapshotIdentifier
      skipFinalSnapshot
      """;

  private static final Duration USUALLY = Duration.ofMinutes(1);
  private static final Duration REBUILDING = Duration.ofMinutes(10);

  /** Changes for which RDS starts another machine or restarts this one. */
  private static final List<String> REBUILDS =
      List.of("allocatedStorage", "engineVersionActual", "instanceClass", "multiAz", "storageType");

  private DbChange() {}

  static Optional<Work> between(Fields before, Fields after) {
    boolean isRebuilt =
        REBUILDS.stream().anyMatch(name -> !before.get(name).equals(after.get(name)));
    return Optional.of(new Work("modifying", isRebuilt ? REBUILDING : USUALLY));
  }
}
