package io.datatier.tools.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.adoption.AdoptedName;
import io.datatier.adoption.AdoptedResource;
import io.datatier.adoption.Adoption;
import io.datatier.adoption.SecurityGroupRuleId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ImportFileTest {

  /** As the engine writes it; where a logical name occurs twice, it makes one up beside it. */
  private static final JsonObject OFFER =
      JsonParser.parseString(
              """
              {"resources": [
                {"type": "datatier:database:Database", "name": "db", "component": true},
                {"type": "datatier:proxy:DatabaseProxy", "name": "pool", "component": true},
                {"type": "datatier:observability:ProxyAlarms", "name": "alarms", "component": true},
                {"type": "aws:rds/subnetGroup:SubnetGroup", "name": "db-subnets",
                 "id": "<PLACEHOLDER>", "parent": "db", "version": "6.83.0"},
                {"type": "aws:rds/instance:Instance", "name": "db-instance",
                 "id": "<PLACEHOLDER>", "parent": "db", "version": "6.83.0"},
                {"type": "aws:iam/role:Role", "name": "pool-role",
                 "id": "<PLACEHOLDER>", "parent": "pool", "version": "6.83.0"},
                {"type": "aws:iam/rolePolicy:RolePolicy", "name": "pool-role-secret",
                 "id": "<PLACEHOLDER>", "parent": "pool", "version": "6.83.0"},
                {"type": "aws:rds/proxy:Proxy", "name": "pool-proxy",
                 "id": "<PLACEHOLDER>", "parent": "pool", "version": "6.83.0"},
                {"type": "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
                 "name": "pool-pool", "id": "<PLACEHOLDER>", "parent": "pool", "version": "6.83.0"},
                {"type": "aws:rds/proxyTarget:ProxyTarget", "name": "pool-target-1",
                 "logicalName": "pool-target", "id": "<PLACEHOLDER>", "parent": "pool",
                 "version": "6.83.0"},
                {"type": "aws:sns/topic:Topic", "name": "topic",
                 "id": "<PLACEHOLDER>", "version": "6.83.0"}
              ]}
              """)
          .getAsJsonObject();

  private static final Adoption TIER =
      Adoption.builder()
          .subnetGroup(new AdoptedName("old-subnets"))
          .instance(new AdoptedName("old-db"))
          .proxyRole(new AdoptedName("old-role"))
          .proxyRolePolicy(new AdoptedName("old-policy"))
          .proxy(new AdoptedName("pool"))
          .build();

  @Test
  void has_what_is_taken_over_and_the_components_above_it() {
    assertEquals(
        Map.of(
            "db", "",
            "pool", "",
            "db-subnets", "old-subnets",
            "db-instance", "old-db",
            "pool-role", "old-role",
            "pool-role-secret", "old-role:old-policy",
            "pool-proxy", "pool",
            "pool-pool", "pool",
            "pool-target-1", "pool/default/RDS_INSTANCE/old-db"),
        ids(TIER));
  }

  @Test
  void has_the_rules_that_shall_go_under_names_that_no_program_has() {
    var file =
        ImportFile.of(
            OFFER,
            Adoption.builder()
                .ingressRules(List.of(new SecurityGroupRuleId("sgr-0a1b2c3d4e5f60761")))
                .egressRules(List.of(new SecurityGroupRuleId("sgr-0a1b2c3d4e5f60762")))
                .build());

    assertEquals(
        JsonParser.parseString(
            """
            {"resources": [
              {"type": "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
               "name": "to-be-removed-sgr-0a1b2c3d4e5f60761",
               "id": "sgr-0a1b2c3d4e5f60761", "version": "6.83.0"},
              {"type": "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
               "name": "to-be-removed-sgr-0a1b2c3d4e5f60762",
               "id": "sgr-0a1b2c3d4e5f60762", "version": "6.83.0"}
            ]}
            """),
        JsonParser.parseString(file.text()));
  }

  @Test
  void leaves_out_what_the_engine_does_not_offer_and_says_so() {
    var alarm = Adoption.builder().clientConnectionsAlarm(new AdoptedName("old-alarm")).build();
    var file = ImportFile.of(OFFER, alarm);

    assertEquals(List.of(AdoptedResource.CLIENT_CONNECTIONS_ALARM), file.missing());
    assertEquals(0, file.size());
  }

  @Test
  void tells_which_of_database_and_proxy_bear_other_names_than_their_components() {
    assertEquals(Map.of(AdoptedResource.INSTANCE, "db"), ImportFile.of(OFFER, TIER).renamed());
  }

  private static Map<String, String> ids(Adoption adoption) {
    var file = JsonParser.parseString(ImportFile.of(OFFER, adoption).text()).getAsJsonObject();
    return file.getAsJsonArray("resources").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .collect(
            Collectors.toMap(
                resource -> resource.get("name").getAsString(),
                resource -> resource.has("id") ? resource.get("id").getAsString() : ""));
  }
}
