package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long RDS takes to modify an instance or a cluster. Both times are estimates. */
final class DbChange {

  /** Provider-only settings, and properties that the provider updates without waiting. */
  static final String UNNOTICED =
      """
      allowMajorVersionUpgrade applyImmediately deleteAutomatedBackups finalSnapshotIdentifier
      skipFinalSnapshot
      """;

  private static final Duration USUALLY = Duration.ofMinutes(1);
  private static final Duration REBUILDING = Duration.ofMinutes(10);

  /** Changes for which RDS replaces or restarts the host. */
  private static final List<String> REBUILDS =
      List.of("allocatedStorage", "engineVersionActual", "instanceClass", "multiAz", "storageType");

  private DbChange() {}

  static Optional<Work> between(Fields before, Fields after) {
    boolean isRebuilt =
        REBUILDS.stream().anyMatch(name -> !before.get(name).equals(after.get(name)));
    return Optional.of(new Work("modifying", isRebuilt ? REBUILDING : USUALLY));
  }
}
