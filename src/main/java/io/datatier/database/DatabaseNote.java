package io.datatier.database;

import com.pulumi.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What every run says of the database: when its changes take effect, and what RDS has changed by
 * itself.
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
    return Stream.of(Optional.of(changes()), storage(), restore())
        .flatMap(Optional::stream)
        .toList();
  }

  private String changes() {
    var slow = "changes   class, storage, standby and minor version change ";
    if (running.filter(it -> new DatabaseChange(it, settings).isMajorUpgrade()).isPresent()) {
      return slow + "at once, with the upgrade to " + settings.version().value();
    }
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

  // The plan counts what the file says, or every preview after RDS has added storage would show
  // another output.
  private Optional<String> storage() {
    return settings.topology() instanceof Topology.SingleInstance instance
        ? running
            .map(RunningDatabase::storageGib)
            .filter(OptionalInt::isPresent)
            .map(OptionalInt::getAsInt)
            .filter(has -> instance.storageGib() < has)
            .map(
                has ->
                    "storage   RDS has grown it to %,d GiB; cost and alarm count %,d until %s"
                        .formatted(has, instance.storageGib(), instance.afterGrowth(has)))
        : Optional.empty();
  }

  private Optional<String> restore() {
    return running
        .flatMap(it -> settings.restore())
        .map(it -> "restore   not used: the database exists, and only a new one is restored");
  }
}
