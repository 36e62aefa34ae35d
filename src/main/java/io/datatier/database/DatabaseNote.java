package io.datatier.database;

import com.pulumi.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What every run says of the database: when its changes take effect, and what RDS has changed by
 * itself.
 *
 * @param name of the database
 * @param running the database, if there is one already
 * @param today in UTC
 */
public record DatabaseNote(
    String name, DatabaseSettings settings, Optional<RunningDatabase> running, LocalDate today) {

  /** Logs it. */
  public void tell(Context context) {
    context.log().info("Database\n" + String.join("\n", lines()));
  }

  /** What there is to say. */
  List<String> lines() {
    return Stream.of(created(), Optional.of(changes()), storage(), restore(), support())
        .flatMap(Optional::stream)
        .toList();
  }

  // Who expects one that is gone, or looks into another account, must not take it for theirs.
  private Optional<String> created() {
    return running.isPresent()
        ? Optional.empty()
        : Optional.of(
            "new       %s does not exist in this account and region; it will be created %s"
                .formatted(name, settings.restore().map(Restore::words).orElse("empty")));
  }

  private String changes() {
    var slow = "changes   class, storage, Multi-AZ and minor version change ";
    if (running.filter(it -> new DatabaseChange(it, settings).isMajorUpgrade()).isPresent()) {
      return slow + "immediately, with the upgrade to " + settings.version().value();
    }
    return settings.applyImmediately()
        ? slow + "immediately, like everything else; the database may restart"
        : slow + "in the maintenance window " + window() + ", everything else immediately";
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
    return settings.topology().single().flatMap(this::grown);
  }

  private Optional<String> grown(Topology.SingleInstance asked) {
    return running
        .map(RunningDatabase::storageGib)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .filter(has -> asked.storageGib() < has)
        .map(
            has ->
                "storage   RDS has grown it to %,d GiB; cost and alarm count %,d until %s"
                    .formatted(has, asked.storageGib(), asked.afterGrowth(has)));
  }

  // RDS charges by itself from the day after (RDS user guide, "Amazon RDS Extended Support
  // charges").
  private Optional<String> support() {
    var end = settings.version().endOfStandardSupport();
    var words = end.isBefore(today) ? "ended" : "ends";
    return end.isAfter(today.plusYears(1))
        ? Optional.empty()
        : Optional.of(
            ("support   RDS's standard support of version %s %s on %s; then each vCPU and hour"
                    + " costs Extended Support, which the plan does not count")
                .formatted(settings.version().major(), words, end));
  }

  private Optional<String> restore() {
    return running
        .flatMap(it -> settings.restore())
        .map(it -> "restore   not used: the database exists, and only a new one is restored");
  }
}
