package io.datatier.adoption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import io.datatier.network.SecurityGroupId;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.AlarmTopic;
import io.datatier.observability.ProxyAlarms;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AdoptionTest {

  private static final List<String> NAME = List.of("name", "namePrefix");
  private static final List<String> NAME_AND_DESCRIPTION =
      List.of("name", "namePrefix", "description");

  /** What the proxy ignores by itself. */
  private static final List<String> SUBNETS = List.of("vpcSubnetIds");

  /** What the database ignores by itself. */
  private static final List<String> OWN =
      List.of("snapshotIdentifier", "restoreToPointInTime", "allowMajorVersionUpgrade");

  private static final List<String> NAME_AND_PATH = List.of("name", "namePrefix", "path");

  private static final Map<AdoptedResource, String> EVERYTHING =
      Arrays.stream(AdoptedResource.values())
          .filter(resource -> resource.key().isPresent())
          .collect(Collectors.toMap(Function.identity(), AdoptionTest::id));

  @Test
  void what_is_taken_over_keeps_its_name_and_nothing_else() {
    assertEquals(
        Map.ofEntries(
            Map.entry("alarms-client-connections", List.of("name")),
            Map.entry("alarms-database-connections", List.of("name")),
            Map.entry("db-group", NAME_AND_DESCRIPTION),
            Map.entry(
                "db-instance",
                Stream.concat(OWN.stream(), Stream.of("identifier", "identifierPrefix")).toList()),
            Map.entry("db-log-postgresql", NAME),
            Map.entry("db-log-upgrade", NAME),
            Map.entry("db-parameters-postgres17", NAME_AND_DESCRIPTION),
            Map.entry("db-subnets", NAME),
            Map.entry("pool-group", NAME_AND_DESCRIPTION),
            Map.entry("pool-log", NAME),
            Map.entry("pool-proxy", List.of("vpcSubnetIds", "name")),
            Map.entry("pool-role", NAME_AND_PATH),
            Map.entry("pool-role-secret", NAME)),
        ignored(adopting(EVERYTHING)));
  }

  @Test
  void what_is_not_taken_over_is_as_the_program_has_it() {
    assertEquals(Map.of("db-instance", OWN, "pool-proxy", SUBNETS), ignored(Adoption.NONE));
    assertEquals(
        Map.of("db-instance", OWN, "pool-proxy", SUBNETS, "pool-role", NAME_AND_PATH),
        ignored(adopting(Map.of(AdoptedResource.PROXY_ROLE, "old"))));
  }

  @Test
  void what_else_the_program_says_of_a_resource_holds() {
    var plain = run(Adoption.NONE);
    var adopted = run(adopting(EVERYTHING));
    for (var name : plain.names()) {
      var expected = new HashMap<>(plain.resource(name).options());
      var said = new HashMap<>(adopted.resource(name).options());
      expected.remove("ignoreChanges");
      said.remove("ignoreChanges");
      assertEquals(expected, said, name);
    }
    assertEquals(
        Map.of("parent", "pool", "ignoreChanges", NAME_AND_PATH),
        adopted.resource("pool-role").options());
  }

  @Test
  void what_cannot_be_without_another_is_refused_alone() {
    assertEquals(
        Map.of(
            AdoptedResource.PROXY, "\"old\" must come with instance",
            AdoptedResource.INSTANCE, "\"old\" must come with subnetGroup",
            AdoptedResource.PROXY_ROLE_POLICY, "\"old\" must come with proxyRole"),
        Arrays.stream(AdoptedResource.values())
            .filter(resource -> refusal(resource).isPresent())
            .collect(Collectors.toMap(Function.identity(), it -> refusal(it).orElseThrow())));
  }

  private static Optional<String> refusal(AdoptedResource alone) {
    try {
      adopting(Map.of(alone, id(alone)));
      return Optional.empty();
    } catch (InvalidValue refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  @Test
  void a_rule_without_an_id_of_ec2_is_refused() {
    assertEquals(
        "\"10.40.0.0/16\" must be a security group rule's id: sgr- and 8 or 17 hexadecimal digits",
        assertThrows(InvalidValue.class, () -> new SecurityGroupRuleId("10.40.0.0/16"))
            .getMessage());
  }

  private static Adoption adopting(Map<AdoptedResource, String> ids) {
    var adoption = Adoption.builder();
    ids.forEach((resource, id) -> with(adoption, resource, id));
    return adoption.build();
  }

  private static AdoptionBuilder with(
      AdoptionBuilder adoption, AdoptedResource resource, String id) {
    return switch (resource) {
      case SUBNET_GROUP -> adoption.subnetGroup(new AdoptedName(id));
      case PARAMETER_GROUP -> adoption.parameterGroup(new AdoptedName(id));
      case DATABASE_SECURITY_GROUP -> adoption.databaseSecurityGroup(new SecurityGroupId(id));
      case INSTANCE -> adoption.instance(new AdoptedName(id));
      case POSTGRESQL_LOG_GROUP -> adoption.postgresqlLogGroup(new AdoptedName(id));
      case UPGRADE_LOG_GROUP -> adoption.upgradeLogGroup(new AdoptedName(id));
      case PROXY_ROLE -> adoption.proxyRole(new AdoptedName(id));
      case PROXY_ROLE_POLICY -> adoption.proxyRolePolicy(new AdoptedName(id));
      case PROXY_SECURITY_GROUP -> adoption.proxySecurityGroup(new SecurityGroupId(id));
      case PROXY_LOG_GROUP -> adoption.proxyLogGroup(new AdoptedName(id));
      case PROXY -> adoption.proxy(new AdoptedName(id));
      case CLIENT_CONNECTIONS_ALARM -> adoption.clientConnectionsAlarm(new AdoptedName(id));
      case DATABASE_CONNECTIONS_ALARM -> adoption.databaseConnectionsAlarm(new AdoptedName(id));
      case TARGET_GROUP, TARGET -> adoption;
    };
  }

  private static String id(AdoptedResource resource) {
    return resource.name().endsWith("SECURITY_GROUP") ? "sg-0a1b2c3d" : "old";
  }

  private static Map<String, Object> ignored(Adoption adoption) {
    var stack = run(adoption);
    var ignored = new TreeMap<String, Object>();
    for (var name : stack.names()) {
      Optional.ofNullable(stack.resource(name).options().get("ignoreChanges"))
          .ifPresent(properties -> ignored.put(name, properties));
    }
    return ignored;
  }

  private static RecordedStack run(Adoption adoption) {
    return RecordedStack.of(
        context -> {
          var settings = AlarmSettings.builder().build();
          new ProxyAlarms(
              "alarms", settings, SampleTier.proxy(), new AlarmTopic("topic", settings));
        },
        List.of(adoption.keepingNames()));
  }
}
