package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import java.util.stream.Stream;

/** Whether the databases behind the proxies serve clients. */
final class DatabaseCheck implements Check {

  private final Databases databases;

  DatabaseCheck(Databases databases) {
    this.databases = databases;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return databases.questions(
        tier,
        TIMEOUT,
        (proxy, database) ->
            Stream.of(of(database.dbInstanceIdentifier(), database.dbInstanceStatus())));
  }

  /** Of a status of an instance (RDS user guide, "Viewing Amazon RDS DB instance status"). */
  static Finding of(String name, String status) {
    var text = "database %s is %s".formatted(name, status);
    return switch (status) {
      case "available",
          "backing-up",
          "configuring-enhanced-monitoring",
          "configuring-iam-database-auth",
          "configuring-log-exports",
          "delete-precheck",
          "modifying",
          "resetting-master-credentials",
          "storage-config-upgrade",
          "storage-initialization",
          "storage-optimization" ->
          Finding.good(TIMEOUT, text);
      case "stopped" -> Finding.bad(TIMEOUT, text, "Start it: aws rds start-db-instance.");
      case "storage-full" ->
          Finding.bad(
              TIMEOUT,
              text,
              "Raise datatier:database.storageGib and run `pulumi up`; maxStorageGib lets RDS do so"
                  + " itself.");
      case "inaccessible-encryption-credentials",
          "inaccessible-encryption-credentials-recoverable" ->
          Finding.bad(
              TIMEOUT,
              text,
              "Enable its KMS key, or cancel the key's deletion, then start the instance: aws rds"
                  + " start-db-instance. After seven days only a restore helps.");
      case "failed", "restore-error", "incompatible-restore", "incompatible-create" ->
          Finding.bad(TIMEOUT, text, "Restore it: docs/operations.md, Restore.");
      case "incompatible-parameters" ->
          Finding.bad(TIMEOUT, text, "Undo the last change of its parameter group, and reboot it.");
      case "incompatible-network" ->
          Finding.bad(
              TIMEOUT, text, "Give its subnets free addresses, and its VPC DNS; then reboot it.");
      case "insufficient-capacity" ->
          Finding.bad(TIMEOUT, text, "Choose another datatier:database.instanceClass.");
      case "deleting" ->
          Finding.bad(
              TIMEOUT, text, "Find out who deletes it; restore it from its final snapshot.");
      case "creating",
          "maintenance",
          "moving-to-vpc",
          "rebooting",
          "renaming",
          "starting",
          "stopping",
          "upgrading" ->
          Finding.bad(
              TIMEOUT,
              text,
              "Wait until it is available; while it restarts, clients wait for a connection.");
      default ->
          Finding.bad(TIMEOUT, text, "Look at the events of the database in the RDS console.");
    };
  }
}
