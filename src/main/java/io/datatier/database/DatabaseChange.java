package io.datatier.database;

import io.datatier.config.Fault;
import io.datatier.encryption.DescribedKey;
import io.datatier.encryption.ExistingKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.encryption.KeySettings;
import io.datatier.network.SecurityGroups;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes that a stack asks of its existing database. RDS refuses some of them; for others,
 * Pulumi would replace the database.
 */
public record DatabaseChange(RunningDatabase running, DatabaseSettings wanted) {

  private static final String OTHER_WAY =
      "; docs/operations.md, \"What RDS cannot change\", says what to do instead";

  /**
   * The database of a stack that would have none of its own any more. If the stack's state has it,
   * Pulumi would delete it, and only its deletion protection would stop that. Its security group
   * tells of it, by its name or, if that was taken over, by a tag: the database may have another
   * name, and a stack of clients may lack the permission to ask RDS.
   *
   * @param key by which the stack would use another one
   * @param name that the stack gives its database
   * @param adopted the identifier of the database that was taken over
   * @param keptElsewhere the names of databases that the stack does not have
   * @throws com.pulumi.exceptions.RunException if AWS does not answer
   */
  public static List<Fault> abandoned(
      String key, String name, Optional<String> adopted, List<String> keptElsewhere) {
    var takenOver = adopted.flatMap(RunningDatabase::named);
    var itsGroups = takenOver.map(RunningDatabase::securityGroups).orElse(List.of());
    var named =
        takenOver.flatMap(it -> adopted).stream()
            .filter(it -> !keptElsewhere.contains(it))
            .map(it -> omitted(key, it, it));
    // RDS can rename a database, also one that was taken over.
    var grouped =
        keptElsewhere.contains(name)
            ? Stream.<Fault>empty()
            : groups(name)
                .filter(group -> !itsGroups.contains(group.id()))
                .map(SecurityGroups.Found::name)
                .distinct()
                .sorted()
                .map(it -> omitted(key, "the database whose security group is " + it, name));
    return Stream.concat(named, grouped).toList();
  }

  private static Stream<SecurityGroups.Found> groups(String name) {
    return Stream.concat(
        SecurityGroups.matching(SecurityGroups.filter("group-name", List.of(name))),
        SecurityGroups.tagged("Name", name));
  }

  private static Fault omitted(String key, String what, String name) {
    return new Fault(
        "datatier:" + key,
        "replaces "
            + what
            + ", so Pulumi would delete it if it is in this stack's state. Use a separate stack for"
            + " clients of another database. If it is not in the state, add "
            + name
            + " to datatier:keptElsewhere"
            + OTHER_WAY);
  }

  /** Whether the database moves up to another major version. */
  boolean isMajorUpgrade() {
    return wanted.version().isMajorAbove(running.version());
  }

  /**
   * Whether no change waits for the maintenance window (RDS user guide, "Using the schedule
   * modifications setting").
   */
  boolean isDone() {
    return wanted.version().isMetBy(running.version())
        && running.instanceClass().map(wanted.machine().value()::equals).orElse(true)
        && instance().map(it -> it.multiAz() == running.multiAz() && hasStorage(it)).orElse(true);
  }

  /**
   * Whether RDS has the storage already that it may also add by itself. The state may not know yet
   * how much that is, and the provider would send the size in the file, to which RDS does not
   * shrink it (terraform-provider-aws, rds/instance.go, DiffSuppressFunc of allocated_storage).
   */
  boolean isStored() {
    return running.speed().isPresent()
        && instance()
            .filter(it -> it.maxStorageGib().isPresent())
            .filter(this::hasStorage)
            .isPresent();
  }

  private boolean hasStorage(Topology.SingleInstance asked) {
    return running.storageGib().stream().anyMatch(has -> asked.storageGib() <= has);
  }

  /**
   * What to ask for of striped storage, or what gp3 has if that was raised. Else the provider sends
   * what its state has of the smaller storage with the new size, which RDS refuses
   * (terraform-provider-aws, issue 28382).
   */
  Optional<StorageSpeed> speed() {
    return instance()
        .flatMap(it -> StorageSpeed.least(it.storageGib()))
        .map(least -> running.speed().map(least::or).orElse(least));
  }

  /**
   * All changes that RDS would refuse or that would replace the database.
   *
   * @param keys to encrypt it with
   * @param keysName of the component that would create them
   */
  public List<Fault> faults(KeySettings keys, String keysName) {
    var asked = wanted.topology().kind();
    if (asked != running.kind()) {
      return fault(
              "database.engine",
              asked.engine(),
              "be " + running.kind().engine() + ", the engine of the existing database" + OTHER_WAY)
          .stream()
          .toList();
    }
    return Stream.of(
            version(),
            instance().flatMap(this::storage),
            same("databaseName", wanted.databaseName().value(), running.databaseName()),
            same("masterUsername", wanted.masterUsername().value(), running.masterUsername()),
            password(),
            key(keys, keysName),
            passwordKey(keys, keysName))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Topology.SingleInstance> instance() {
    return wanted.topology().single();
  }

  private Optional<Fault> version() {
    var version = wanted.version();
    var runs = running.version();
    if (version.isMetBy(runs)) {
      return Optional.empty();
    }
    if (version.isBefore(runs)) {
      return fault(
          "database.version",
          version.value(),
          "be " + runs + ", the current version, or newer: RDS does not downgrade" + OTHER_WAY);
    }
    var targets = running.upgradeTargets();
    return targets.stream().anyMatch(version::isMetBy)
        ? Optional.empty()
        : fault(
            "database.version",
            version.value(),
            "be one that RDS upgrades " + runs + " to: " + String.join(", ", targets));
  }

  private Optional<Fault> storage(Topology.SingleInstance instance) {
    int has = running.storageGib().orElseThrow();
    int asked = instance.storageGib();
    if (asked < has && instance.maxStorageGib().isEmpty()) {
      return fault(
          "database.storageGib",
          asked,
          "be " + has + " or more: RDS does not shrink storage" + OTHER_WAY);
    }
    if (has > asked && instance.maxStorageGib().stream().anyMatch(most -> most < has)) {
      return fault(
          "database.maxStorageGib",
          instance.maxStorageGib().getAsInt(),
          "be "
              + has
              + " or more, to which RDS has grown the storage; it does not shrink it"
              + OTHER_WAY);
    }
    // RDS API, ModifyDBInstance, AllocatedStorage.
    var least = has + (has + 9) / 10;
    return asked > has && asked < least
        ? fault(
            "database.storageGib",
            asked,
            "stay " + has + " or be " + least + " or more: RDS adds at least 10 %")
        : Optional.empty();
  }

  private static Optional<Fault> same(String key, String asked, String has) {
    return asked.equals(has)
        ? Optional.empty()
        : fault("database." + key, asked, "be " + has + ", which RDS does not change" + OTHER_WAY);
  }

  // Its own last wish is all that Pulumi knows of this, so it would not turn it on again.
  private Optional<Fault> password() {
    return running.passwordKey().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "datatier:database",
                "has a master password that RDS does not manage, but must have one that it does:"
                    + " turn it on with aws rds modify-db-"
                    + (running.kind() == DatabaseKind.INSTANCE ? "instance" : "cluster")
                    + " --manage-master-user-password; docs/operations.md, \"Blue/green"
                    + " deployments\", says with which key"));
  }

  private Optional<Fault> key(KeySettings keys, String keysName) {
    var has = running.storageKey().map(DescribedKey::of);
    return has.flatMap(
            key ->
                ending(
                    key,
                    "its storage",
                    "restore it from a copy that is encrypted with another key: docs/operations.md,"
                        + " \"Restore\""))
        .or(() -> storageKey(keys, has, keysName));
  }

  /** KMS does not bring a deleted key back (KMS developer guide, "Deleting AWS KMS keys"). */
  private static Optional<Fault> ending(DescribedKey key, String encrypted, String afterwards) {
    var how = "has " + encrypted + " encrypted by " + key.arn() + ", which ";
    return switch (key.standing()) {
      case PENDING_DELETION ->
          Optional.of(
              new Fault(
                  "datatier:database",
                  how
                      + "KMS is about to delete; after that it cannot be decrypted. Run aws kms"
                      + " cancel-key-deletion, then aws kms enable-key, both with --key-id "
                      + key.arn()));
      case DELETED ->
          Optional.of(new Fault("datatier:database", how + "KMS has deleted: " + afterwards));
      case STAYS, HIDDEN -> Optional.empty();
    };
  }

  private Optional<Fault> storageKey(
      KeySettings keys, Optional<DescribedKey> has, String keysName) {
    var unlike =
        has.map(DescribedKey::arn).orElse("no key")
            + " encrypts the database, and RDS does not change that";
    return keys.either(
        created -> {
          if (has.stream().anyMatch(it -> it.isOf(keysName))) {
            return Optional.empty();
          }
          return has.filter(DescribedKey::isHidden)
              .map(key -> hidden("keys", "is to be created", key))
              .or(() -> fault("keys.create", true, "be left out: " + unlike + OTHER_WAY));
        },
        existing ->
            existing
                .storage()
                .map(KeyArn::value)
                .filter(asked -> !has.map(DescribedKey::arn).equals(Optional.of(asked)))
                .flatMap(
                    asked -> fault("keys.storage", asked, "be left out: " + unlike + OTHER_WAY))
                .or(() -> has.flatMap(it -> lostKey(it, existing, keysName))));
  }

  // Pulumi would schedule the deletion of the stack's own keys, and with the key goes the data (KMS
  // developer guide, "Deleting AWS KMS keys"). Those of another account are not the stack's.
  private Optional<Fault> lostKey(DescribedKey key, ExistingKeys keys, String keysName) {
    if (key.isOf(keysName)) {
      return fault(
          "keys.create",
          false,
          "stay true: this stack's key "
              + key.arn()
              + " encrypts the database. If the stack no longer has that key, change its"
              + " description; docs/operations.md, \"Restore\"");
    }
    if (!key.isHidden() || !key.isOfAccount(running.account())) {
      return Optional.empty();
    }
    return Optional.of(
        keys.storage().isPresent()
            ? hidden("keys.storage", "is \"" + key.arn() + '"', key)
            : hidden("keys", "is left out", key));
  }

  private static Fault hidden(String setting, String how, DescribedKey key) {
    return new Fault(
        "datatier:" + setting,
        how
            + ", but this run cannot tell whether "
            + key.arn()
            + ", which encrypts the database, is this stack's own: grant kms:DescribeKey");
  }

  // Neither does RDS change the key of the master user's secret (RDS API, ModifyDBInstance,
  // MasterUserSecretKmsKeyId), nor does the provider take one away from a user's secret; but the
  // proxy and its clients would lose the permission to decrypt.
  private Optional<Fault> passwordKey(KeySettings keys, String keysName) {
    var has = running.passwordKey().filter(it -> !it.isEmpty()).map(DescribedKey::of);
    return has.flatMap(
        key ->
            ending(
                    key,
                    "its master user's secret",
                    "have RDS create a new one with another key, as in docs/operations.md,"
                        + " \"Blue/green deployments\", steps 2 and 4")
                .or(
                    () ->
                        keys.either(
                            created -> Optional.<Fault>empty(),
                            existing -> passwordKey(existing, key, keysName))));
  }

  private static Optional<Fault> passwordKey(ExistingKeys keys, DescribedKey key, String keysName) {
    var asked = keys.secrets().map(KeyArn::value);
    if (asked.equals(Optional.of(key.arn()))) {
      return Optional.empty();
    }
    var manager = key.manager();
    if (manager.equals(Optional.of("AWS"))) {
      return asked.flatMap(
          it ->
              fault(
                  "keys.secrets",
                  it,
                  "be left out: AWS's own key encrypts the master user's secret, and RDS does not"
                      + " change that"));
    }
    // That its own key would be deleted is said of keys.create.
    return (asked.isEmpty() && manager.isEmpty()) || key.isOf(keysName)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "datatier:keys.secrets",
                asked.map(it -> "is \"" + it + '"').orElse("is left out")
                    + ", but must be "
                    + key.arn()
                    + ", which encrypts the master user's secret: RDS does not change that"
                    + (manager.isEmpty() ? "; if that is AWS's own key, leave it out" : "")));
  }

  private static Optional<Fault> fault(String key, Object asked, String allowed) {
    var shown = asked instanceof String text ? '"' + text + '"' : asked;
    return Optional.of(new Fault("datatier:" + key, "is " + shown + ", but must " + allowed));
  }
}
