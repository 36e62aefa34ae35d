package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.datatier.config.Fault;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.ExistingKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.encryption.KeySettings;
import io.datatier.testing.MockedAnswers;
import io.datatier.testing.RecordedStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DatabaseChangeTest {

  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
  private static final String OTHER_KEY = "arn:aws:kms:us-east-1:123456789012:key/2";
  private static final String AWS_KEY = "arn:aws:kms:us-east-1:123456789012:key/aws";
  private static final String OTHER_WAY =
      "; docs/operations.md, \"What RDS cannot change\", says what to do instead";

  private static final Map<String, Object> INSTANCE =
      Map.ofEntries(
          Map.entry("dbInstanceIdentifier", "db"),
          Map.entry("dbInstanceArn", "arn:aws:rds:us-east-1:123456789012:db:db"),
          Map.entry("engineVersion", "16.8"),
          Map.entry("dbInstanceClass", "db.t4g.small"),
          Map.entry("allocatedStorage", 100.0),
          Map.entry("multiAz", true),
          Map.entry("dbName", "campaign_system"),
          Map.entry("masterUsername", "iadmin"),
          Map.entry("masterUserSecrets", secretOf(AWS_KEY)),
          Map.entry("kmsKeyId", KEY),
          Map.entry("preferredMaintenanceWindow", "sun:04:32-sun:05:02"),
          // A property that the SDK's own form of results would require.
          Map.entry("address", "db.abc123def456.us-east-1.rds.amazonaws.com"));

  private static final Map<String, Object> CLUSTER =
      Map.of(
          "clusterIdentifier", "db",
          "arn", "arn:aws:rds:us-east-1:123456789012:cluster:db",
          "engineVersion", "16.9",
          "databaseName", "campaign_system",
          "masterUsername", "iadmin",
          "masterUserSecrets", secretOf(AWS_KEY),
          "kmsKeyId", KEY,
          "preferredMaintenanceWindow", "sun:04:32-sun:05:02");

  private static final Map<String, Object> VERSIONS =
      Map.of("validUpgradeTargets", List.of("16.9", "16.10", "17.4", "17.6"));

  @Test
  void refuses_to_give_up_the_key_that_was_made_for_the_database() {
    var refusal =
        List.of(
            "datatier:keys.create is false, but must stay true: this stack's key "
                + KEY
                + " encrypts the database. If the stack no longer has that key, change its"
                + " description; docs/operations.md, \"Restore\"");
    assertEquals(
        refusal, faults(INSTANCE, instance("16", 100), KeySettings.awsManaged(), "keys-storage"));
    assertEquals(refusal, faults(INSTANCE, instance("16", 100), storageKey(KEY), "keys-storage"));
    assertEquals(
        List.of(), faults(INSTANCE, instance("16", 100), storageKey(KEY), "of somebody else"));
  }

  @Test
  void gives_up_no_key_of_which_aws_does_not_tell_whose_it_is() {
    var denied = "AccessDeniedException: not authorized to perform: kms:DescribeKey";
    var refusal =
        ", but this run cannot tell whether "
            + KEY
            + ", which encrypts the database, is this stack's own: grant kms:DescribeKey";
    assertEquals(
        List.of("datatier:keys is left out" + refusal),
        faultsWhere(denied, KeySettings.awsManaged()));
    assertEquals(
        List.of("datatier:keys is to be created" + refusal),
        faultsWhere(denied, new CreatedKeys(30)));
    assertEquals(
        List.of("datatier:keys.storage is \"" + KEY + '"' + refusal),
        faultsWhere(denied, storageKey(KEY)));
    assertEquals(
        List.of(
            "AWS did not answer, so nothing was changed: 1 error occurred: * reading KMS Key:"
                + " ThrottlingException: Rate exceeded"),
        faultsWhere(
            "1 error occurred:\n\t* reading KMS Key: ThrottlingException: Rate exceeded\n\n",
            KeySettings.awsManaged()));
  }

  @Test
  void leaves_a_key_of_another_account_to_it_where_aws_does_not_tell_whose_it_is() {
    var elsewhere = KEY.replace("123456789012", "210987654321");
    var denied = "AccessDeniedException: not authorized to perform: kms:DescribeKey";
    for (var kind : List.of(INSTANCE, CLUSTER)) {
      var database = new HashMap<>(kind);
      database.put("kmsKeyId", elsewhere);
      assertEquals(List.of(), faultsWhere(denied, database, storageKey(elsewhere)));
      assertEquals(List.of(), faultsWhere(denied, database, KeySettings.awsManaged()));
    }
  }

  @Test
  void names_keys_that_kms_deletes_before_nobody_can_decrypt_what_they_encrypt() {
    var storage = "datatier:database has its storage encrypted by " + KEY + ", which ";
    var secret =
        "datatier:database has its master user's secret encrypted by " + AWS_KEY + ", which ";
    var pending =
        "KMS is about to delete; after that it cannot be decrypted. Run aws kms"
            + " cancel-key-deletion, then aws kms enable-key, both with --key-id ";
    for (var keys : List.of(KeySettings.awsManaged(), storageKey(KEY), new CreatedKeys(30))) {
      for (var state : List.of("PendingDeletion", "PendingReplicaDeletion")) {
        assertEquals(
            List.of(storage + pending + KEY, secret + pending + AWS_KEY),
            faultsWhere(Map.of("keyState", state, "description", "keys-storage"), keys));
      }
      assertEquals(
          List.of(
              storage
                  + "KMS has deleted: restore it from a copy that is encrypted with another key:"
                  + " docs/operations.md, \"Restore\"",
              secret
                  + "KMS has deleted: have RDS create a new one with another key, as in"
                  + " docs/operations.md, \"Blue/green deployments\", steps 2 and 4"),
          faultsWhere("reading KMS Key (" + KEY + "): couldn't find resource", keys));
    }
  }

  private static List<String> faultsWhere(Map<String, Object> key, KeySettings keys) {
    var answers =
        new MockedAnswers(
            INSTANCE,
            Map.of(
                "aws:rds/getEngineVersion:getEngineVersion",
                VERSIONS,
                "aws:kms/getKey:getKey",
                key));
    return faults(answers, instance("16", 100), keys);
  }

  /** The same where AWS does not describe keys, or the first line of why the run ends. */
  private static List<String> faultsWhere(String error, KeySettings keys) {
    return faultsWhere(error, INSTANCE, keys);
  }

  private static List<String> faultsWhere(
      String error, Map<String, Object> database, KeySettings keys) {
    var answers =
        new MockedAnswers(
            database,
            Map.of("aws:rds/getEngineVersion:getEngineVersion", VERSIONS),
            Map.of("aws:kms/getKey:getKey", error));
    var wanted =
        database.containsKey("clusterIdentifier")
            ? DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build()
            : instance("16", 100);
    return faults(answers, wanted, keys);
  }

  @Test
  void takes_an_error_of_rds_for_no_database_where_it_says_that_it_finds_none() {
    var found = new AtomicReference<Optional<RunningDatabase>>();
    RecordedStack.of(context -> found.set(RunningDatabase.named("db")), MockedAnswers.FAULT);
    assertEquals(Optional.empty(), found.get());
  }

  private static List<Map<String, String>> secretOf(String key) {
    return List.of(Map.of("secretStatus", "active", "kmsKeyId", key));
  }

  private static Map<String, Object> instanceWith(String property, Object value) {
    var changed = new HashMap<>(INSTANCE);
    changed.put(property, value);
    return changed;
  }

  private static KeySettings secretsKey(String arn) {
    return new ExistingKeys(Optional.empty(), Optional.of(new KeyArn(arn)), Optional.empty());
  }

  @Test
  void keeps_the_key_of_the_master_users_secret() {
    var wanted = instance("16", 100);
    var own = instanceWith("masterUserSecrets", secretOf(OTHER_KEY));
    var refusal =
        ", but must be "
            + OTHER_KEY
            + ", which encrypts the master user's secret: RDS does not change that";
    assertEquals(List.of(), faults(own, wanted, secretsKey(OTHER_KEY), ""));
    assertEquals(
        List.of("datatier:keys.secrets is \"" + KEY + '"' + refusal),
        faults(own, wanted, secretsKey(KEY), ""));
    assertEquals(
        List.of("datatier:keys.secrets is left out" + refusal),
        faults(own, wanted, KeySettings.awsManaged(), ""));
    assertEquals(
        List.of(
            "datatier:keys.secrets is \""
                + KEY
                + "\", but must be left out: AWS's own key encrypts the master user's secret, and"
                + " RDS does not change that"),
        faults(INSTANCE, wanted, secretsKey(KEY), ""));
  }

  @Test
  void knows_versions_of_extended_support() {
    var old = instanceWith("engineVersion", "11.22-rds.20250814");
    assertEquals(List.of(), faults(old, instance("11", 100), KeySettings.awsManaged(), ""));
    assertEquals(List.of(), faults(old, instance("11.22", 100), KeySettings.awsManaged(), ""));
    assertEquals(List.of(), faults(old, instance("17", 100), KeySettings.awsManaged(), ""));
  }

  @Test
  void names_a_maximum_below_what_rds_has_grown_the_storage_to() {
    assertEquals(
        List.of(
            "datatier:database.maxStorageGib is 90, but must be 100 or more, to which RDS has"
                + " grown the storage; it does not shrink it"
                + OTHER_WAY),
        faults(instance("16", 50, OptionalInt.of(90))));
  }

  private static DatabaseSettings instance(String version, int storageGib) {
    return instance(version, storageGib, OptionalInt.empty());
  }

  private static DatabaseSettings instance(String version, int storageGib, OptionalInt most) {
    return DatabaseSettings.builder()
        .version(new PostgresVersion(version))
        .topology(new Topology.SingleInstance(storageGib, most, true))
        .build();
  }

  private static KeySettings storageKey(String arn) {
    return new ExistingKeys(Optional.of(new KeyArn(arn)), Optional.empty(), Optional.empty());
  }

  private static List<String> faults(
      Map<String, Object> database, DatabaseSettings wanted, KeySettings keys, String description) {
    var answers =
        new MockedAnswers(
            database,
            Map.of(
                "aws:rds/getEngineVersion:getEngineVersion",
                VERSIONS,
                "aws:kms/getKey:getKey",
                Map.of("description", description, "keyManager", manager(database))));
    return faults(answers, wanted, keys);
  }

  @Test
  void keeps_the_database_of_a_stack_that_is_to_use_another_one() {
    var own = List.of(replaces("the database whose security group is db"));
    assertEquals(own, abandoned(INSTANCE, "db", Map.of("Name", "db")));
    assertEquals(List.of(), abandoned(INSTANCE, "orders", Map.of()));
    assertEquals(List.of(), abandoned(INSTANCE, "db", Map.of(), Optional.empty(), "db"));
  }

  @Test
  void keeps_a_database_that_was_taken_over_under_another_name_without_its_group() {
    assertEquals(
        List.of(replaces("the database whose security group is db")),
        abandoned(Map.of(), "db", Map.of()));
  }

  @Test
  void keeps_a_database_that_was_taken_over_though_the_file_does_not_say_so_any_more() {
    assertEquals(
        List.of(replaces("the database whose security group is legacy")),
        abandoned(Map.of(), "legacy", Map.of("Name", "db")));
    assertEquals(List.of(), abandoned(Map.of(), "legacy", Map.of("Name", "orders")));
  }

  @Test
  void keeps_a_database_that_was_taken_over_and_names_it_once() {
    var legacy = Optional.of("legacy");
    var theirs = instanceWith("dbInstanceIdentifier", "legacy");
    theirs.put("vpcSecurityGroups", List.of("sg-1"));
    var tags = Map.<String, Object>of("Name", "db");
    var replaced = List.of(replaces("legacy", "legacy"));
    assertEquals(replaced, abandoned(theirs, "as its makers called it", Map.of(), legacy));
    assertEquals(replaced, abandoned(theirs, "as its makers called it", tags, legacy));
    assertEquals(replaced, abandoned(theirs, "db", tags, legacy, "db"));
    assertEquals(List.of(), abandoned(theirs, "db", tags, legacy, "legacy"));
  }

  @Test
  void keeps_a_database_that_was_taken_over_and_renamed_since() {
    var legacy = Optional.of("legacy");
    var tags = Map.<String, Object>of("Name", "db");
    var renamed = List.of(replaces("the database whose security group is legacy-group"));
    assertEquals(renamed, abandoned(Map.of(), "legacy-group", tags, legacy));
    assertEquals(renamed, abandoned(Map.of(), "legacy-group", tags, legacy, "legacy"));
    assertEquals(List.of(), abandoned(Map.of(), "legacy-group", tags, legacy, "db"));
  }

  @Test
  void keeps_a_database_next_to_the_one_that_the_file_says_was_taken_over() {
    var theirs = instanceWith("dbInstanceIdentifier", "legacy");
    theirs.put("vpcSecurityGroups", List.of("sg-2"));
    assertEquals(
        List.of(replaces("legacy", "legacy"), replaces("the database whose security group is db")),
        abandoned(theirs, "db", Map.of("Name", "db"), Optional.of("legacy")));
  }

  private static String replaces(String what) {
    return replaces(what, "db");
  }

  private static String replaces(String what, String name) {
    return "datatier:database.existing replaces "
        + what
        + ", so Pulumi would delete it if it is in this stack's state. Use a separate stack for"
        + " clients of another database. If it is not in the state, add "
        + name
        + " to datatier:keptElsewhere"
        + OTHER_WAY;
  }

  /** The refusals where there is one security group. */
  private static List<String> abandoned(
      Map<String, Object> database, String group, Map<String, Object> tags) {
    return abandoned(database, group, tags, Optional.empty());
  }

  private static List<String> abandoned(
      Map<String, Object> database,
      String group,
      Map<String, Object> tags,
      Optional<String> adopted,
      String... elsewhere) {
    var key = "database.existing";
    var answers =
        new MockedAnswers(
            database,
            Map.of(
                "aws:ec2/getSecurityGroups:getSecurityGroups", Map.of("ids", List.of("sg-1")),
                "aws:ec2/getSecurityGroup:getSecurityGroup", Map.of("name", group, "tags", tags)));
    var stack =
        RecordedStack.of(
            context ->
                context.export(
                    "faults",
                    Output.of(
                        DatabaseChange.abandoned(key, "db", adopted, List.of(elsewhere)).stream()
                            .map(Fault::toString)
                            .toList())),
            answers);
    return ((List<?>) stack.output("faults")).stream().map(Object::toString).toList();
  }

  private static List<String> faults(
      MockedAnswers answers, DatabaseSettings wanted, KeySettings keys) {
    var stack =
        RecordedStack.of(
            context -> {
              var running = RunningDatabase.named("db").orElseThrow();
              context.export("faults", Output.of(faults(running, wanted, keys)));
            },
            answers);
    return ((List<?>) stack.output("faults")).stream().map(Object::toString).toList();
  }

  private static String manager(Map<String, Object> database) {
    return secretOf(AWS_KEY).equals(database.get("masterUserSecrets")) ? "AWS" : "CUSTOMER";
  }

  private static List<String> faults(
      RunningDatabase running, DatabaseSettings wanted, KeySettings keys) {
    try {
      return new DatabaseChange(running, wanted)
          .faults(keys, "keys").stream().map(Fault::toString).toList();
    } catch (RunException end) {
      return Objects.toString(end.getMessage()).lines().limit(1).toList();
    }
  }

  private static List<String> faults(DatabaseSettings wanted) {
    return faults(INSTANCE, wanted, KeySettings.awsManaged(), "");
  }

  @Test
  void lets_through_what_rds_does_in_place() {
    assertEquals(List.of(), faults(instance("16", 100)));
    assertEquals(List.of(), faults(instance("16.8", 100)));
    assertEquals(List.of(), faults(instance("16.10", 110)));
    assertEquals(List.of(), faults(instance("17", 200)));
    assertEquals(List.of(), faults(instance("17.6", 100)));
    assertEquals(List.of(), faults(instance("16", 50, OptionalInt.of(500))));
    assertEquals(List.of(), faults(INSTANCE, instance("16", 100), storageKey(KEY), ""));
    assertEquals(
        List.of(), faults(INSTANCE, instance("16", 100), new CreatedKeys(30), "keys-storage"));
  }

  @Test
  void names_all_that_rds_does_not_change_at_once() {
    assertEquals(
        List.of(
            "datatier:database.version is \"15\", but must be 16.8, the current version, or newer:"
                + " RDS does not downgrade"
                + OTHER_WAY,
            "datatier:database.storageGib is 40, but must be 100 or more: RDS does not shrink"
                + " storage"
                + OTHER_WAY,
            "datatier:database.databaseName is \"orders\", but must be campaign_system, which RDS"
                + " does not change"
                + OTHER_WAY,
            "datatier:database.masterUsername is \"owner\", but must be iadmin, which RDS does not"
                + " change"
                + OTHER_WAY,
            "datatier:keys.storage is \""
                + OTHER_KEY
                + "\", but must be left out: "
                + KEY
                + " encrypts the database, and RDS does not change that"
                + OTHER_WAY),
        faults(
            INSTANCE,
            DatabaseSettings.builder()
                .version(new PostgresVersion("15"))
                .topology(new Topology.SingleInstance(40, OptionalInt.empty(), true))
                .databaseName(new DatabaseName("orders"))
                .masterUsername(new MasterUsername("owner"))
                .build(),
            storageKey(OTHER_KEY),
            ""));
  }

  @Test
  void needs_the_master_password_in_the_hands_of_rds() {
    var refusal =
        "datatier:database has a master password that RDS does not manage, but must have one that"
            + " it does: turn it on with aws rds modify-db-%s --manage-master-user-password;"
            + " docs/operations.md, \"Blue/green deployments\", says with which key";
    var instance = new HashMap<>(INSTANCE);
    instance.put("masterUserSecrets", List.of());
    assertEquals(
        List.of(refusal.formatted("instance")),
        faults(instance, instance("16", 100), KeySettings.awsManaged(), ""));
    var cluster = new HashMap<>(CLUSTER);
    cluster.remove("masterUserSecrets");
    assertEquals(
        List.of(refusal.formatted("cluster")),
        faults(
            cluster,
            DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build(),
            KeySettings.awsManaged(),
            ""));
  }

  @Test
  void refuses_to_take_another_engine_for_the_same_database() {
    var cluster = DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build();
    assertEquals(
        List.of(
            "datatier:database.engine is \"aurora-postgresql\", but must be postgres, the engine"
                + " of the existing database"
                + OTHER_WAY),
        faults(cluster));
    assertEquals(
        List.of(
            "datatier:database.engine is \"postgres\", but must be aurora-postgresql, the engine"
                + " of the existing database"
                + OTHER_WAY),
        faults(CLUSTER, instance("16", 20), KeySettings.awsManaged(), ""));
  }

  @Test
  void refuses_versions_that_rds_does_not_upgrade_to() {
    var targets = "but must be one that RDS upgrades 16.8 to: 16.9, 16.10, 17.4, 17.6";
    assertEquals(
        List.of("datatier:database.version is \"17.3\", " + targets),
        faults(instance("17.3", 100)));
    assertEquals(
        List.of("datatier:database.version is \"16.11\", " + targets),
        faults(instance("16.11", 100)));
    assertEquals(
        List.of(
            "datatier:database.version is \"16.7\", but must be 16.8, the current version, or newer:"
                + " RDS does not downgrade"
                + OTHER_WAY),
        faults(instance("16.7", 100)));
  }

  @Test
  void adds_a_tenth_of_the_storage_at_least() {
    assertEquals(
        List.of(
            "datatier:database.storageGib is 109, but must stay 100 or be 110 or more: RDS adds at"
                + " least 10 %"),
        faults(instance("16", 109)));
  }

  @Test
  void refuses_keys_of_its_own_for_a_database_that_another_key_encrypts() {
    assertEquals(
        List.of(
            "datatier:keys.create is true, but must be left out: "
                + KEY
                + " encrypts the database, and RDS does not change that"
                + OTHER_WAY),
        faults(INSTANCE, instance("16", 100), new CreatedKeys(30), "Default key of RDS"));
    var unencrypted = new HashMap<>(INSTANCE);
    unencrypted.put("kmsKeyId", "");
    assertEquals(
        List.of(
            "datatier:keys.storage is \""
                + KEY
                + "\", but must be left out: no key encrypts the database, and RDS does not change"
                + " that"
                + OTHER_WAY),
        faults(unencrypted, instance("16", 100), storageKey(KEY), ""));
  }

  @Test
  void knows_clusters_too() {
    var cluster = DatabaseSettings.builder().topology(new Topology.AuroraCluster(3));
    assertEquals(List.of(), faults(CLUSTER, cluster.build(), KeySettings.awsManaged(), ""));
    assertEquals(
        List.of(
            "datatier:database.version is \"15\", but must be 16.9, the current version, or newer:"
                + " RDS does not downgrade"
                + OTHER_WAY),
        faults(
            CLUSTER,
            cluster.version(new PostgresVersion("15")).build(),
            KeySettings.awsManaged(),
            ""));
  }

  @Test
  void finds_nothing_where_nothing_runs() {
    var stack =
        RecordedStack.of(
            context -> context.export("found", Output.of(RunningDatabase.named("db").isPresent())));
    assertEquals(false, stack.output("found"));
  }

  @Test
  void ends_in_a_sentence_where_aws_does_not_answer() {
    var silent = new MockedAnswers(INSTANCE, Map.of());
    var stack =
        RecordedStack.of(
            context -> {
              var running = RunningDatabase.named("db").orElseThrow();
              var change = new DatabaseChange(running, instance("17", 100));
              var refused =
                  assertThrows(
                      RunException.class, () -> change.faults(KeySettings.awsManaged(), "keys"));
              context.export("refusal", Output.of(refused.getMessage()));
            },
            silent);
    assertEquals(
        """
        AWS did not answer, so nothing was changed: AWS is not asked \
        aws:rds/getEngineVersion:getEngineVersion
        Check aws:region, your credentials and their permissions, then run the same command again.""",
        stack.output("refusal"));
  }

  @Test
  void grows_by_itself_to_a_tenth_more_than_it_begins_with_at_least() {
    assertEquals(
        "be at least 10 % more than storageGib, 100",
        assertThrows(
                InvalidValue.class,
                () -> new Topology.SingleInstance(100, OptionalInt.of(109), true))
            .allowed());
  }
}
