package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.SecretArn;
import io.datatier.database.Topology;
import io.datatier.network.SecurityGroupId;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is known of a database shows in the alarms that it gets. */
final class DatabaseMetricsTest {

  @Test
  void knows_memory_and_storage_of_an_instance_made_here() {
    assertEquals(
        List.of(
            "alarms-charged-credits [DBInstanceIdentifier=db] 0.0",
            "alarms-cpu [DBInstanceIdentifier=db] 90.0",
            "alarms-free-memory [DBInstanceIdentifier=db] 2.14748365E8",
            "alarms-free-storage [DBInstanceIdentifier=db] 2.147483648E9"),
        alarmsOf(DatabaseSettings.builder().build()));
  }

  @Test
  void knows_memory_of_a_cluster_made_here() {
    assertEquals(
        List.of(
            "alarms-charged-credits [DBClusterIdentifier=db, Role=WRITER] 0.0",
            "alarms-cpu [DBClusterIdentifier=db, Role=WRITER] 90.0",
            "alarms-free-memory [DBClusterIdentifier=db, Role=WRITER] 2.14748365E8",
            "alarms-free-storage [DBClusterIdentifier=db, Role=WRITER] 1.073741824E9",
            "alarms-reader-charged-credits [DBClusterIdentifier=db, Role=READER] 0.0",
            "alarms-reader-cpu [DBClusterIdentifier=db, Role=READER] 90.0",
            "alarms-reader-free-memory [DBClusterIdentifier=db, Role=READER] 2.14748365E8"),
        alarmsOf(DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build()));
  }

  @Test
  void knows_no_memory_of_a_class_without_known_hardware() {
    assertEquals(
        List.of(
            "alarms-cpu [DBInstanceIdentifier=db] 90.0",
            "alarms-free-storage [DBInstanceIdentifier=db] 2.147483648E9"),
        alarmsOf(
            DatabaseSettings.builder().instanceClass(new InstanceClass("db.z99.large")).build()));
  }

  @Test
  void knows_no_sizes_of_a_database_that_somebody_else_made() {
    assertEquals(
        List.of("alarms-cpu [DBInstanceIdentifier=legacy] 90.0"),
        alarmsOf(existing(DatabaseKind.INSTANCE)));
    assertEquals(
        List.of(
            "alarms-cpu [DBClusterIdentifier=legacy, Role=WRITER] 90.0",
            "alarms-free-storage [DBClusterIdentifier=legacy, Role=WRITER] 1.073741824E9"),
        alarmsOf(existing(DatabaseKind.CLUSTER)));
  }

  private static DatabaseSource existing(DatabaseKind kind) {
    return new ExistingDatabaseSettings(
        kind,
        new RdsName("legacy"),
        false,
        new SecurityGroupId("sg-0a1b2c3d4e5f60720"),
        new DatabaseName("campaign"),
        new MasterUsername("iadmin"),
        new SecretArn("arn:aws:secretsmanager:us-east-1:123456789012:secret:legacy-AbCdEf"),
        Optional.empty(),
        5432);
  }

  private static List<String> alarmsOf(DatabaseSource source) {
    var stack =
        RecordedStack.of(
            context -> {
              var settings = AlarmSettings.builder().build();
              var topic = new AlarmTopic("topic", settings);
              var database =
                  source.in(
                      "db",
                      Optional.empty(),
                      SampleTier.network(),
                      SampleTier.keys(),
                      SampleTier.LOGS);
              var metrics = DatabaseMetrics.of(database.identifier(), source);
              new DatabaseAlarms("alarms", settings, metrics, topic);
            });
    return stack.childrenOf("alarms").stream()
        .map(line -> "alarms-" + line.substring(0, line.indexOf(':')))
        .map(
            name -> {
              var alarm = stack.resource(name).inputs();
              var dimensions =
                  Stream.of(alarm.get("dimensions"))
                      .flatMap(it -> ((Map<?, ?>) it).entrySet().stream())
                      .map(Object::toString)
                      .sorted()
                      .toList();
              return name + " " + dimensions + " " + alarm.get("threshold");
            })
        .toList();
  }
}
