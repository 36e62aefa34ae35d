package io.datatier.database;

import com.pulumi.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every run says of the database: when its changes take effect.
 *
 * @param running the database, if there is one already
 */
public record DatabaseNote(DatabaseSettings settings, Optional<RunningDatabase> running) {

  /** Logs it. */
  public void tell(Context context) {
    context.log().info("Database\n" + String.join("\n", lines()));
  }

  /** What there is to say. */
  List<String> lines() {
    return Stream.concat(Stream.of(changes()), restore().stream()).toList();
  }

  private String changes() {
    var slow = "changes   class, storage, standby and minor version change ";
    return settings.applyImmediately()
        ? slow + "at once, as all else does; the database may restart"
        : slow + "in the maintenance window " + window() + ", all else at once";
  }

  private String window() {
    return settings
        .maintenanceWindow()
        .map(MaintenanceWindow::value)
        .or(() -> running.map(it -> it.maintenanceWindow() + " (which RDS chose)"))
        .orElse("that RDS chooses");
  }

  private Optional<String> restore() {
    return running
        .flatMap(it -> settings.restore())
        .map(it -> "restore   not used: the database exists, and only a new one is restored");
  }
}
