package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

final class UpCheckTest {

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE, , GOOD, ''",
    "REGISTERING, , BAD, Wait: with WAIT=1 (--wait 20)",
    "UNAVAILABLE, UNREACHABLE, BAD, Let the proxy's security group out",
    "UNAVAILABLE, CONNECTION_FAILED, BAD, Look at the database's own log",
    "UNAVAILABLE, AUTH_FAILURE, BAD, Compare the secrets below",
    "UNAVAILABLE, PENDING_PROXY_CAPACITY, BAD, Wait: the proxy is still getting its capacity",
    "UNAVAILABLE, INVALID_REPLICATION_STATE, BAD, Wait until the replica has caught",
    "UNAVAILABLE, PROMOTED, BAD, Register the new writer",
    "UNAVAILABLE, SOMETHING_NEW, BAD, Look at the proxy's log",
    "UNUSED, , NOTE, No action needed: no client needs this target",
  })
  void each_reason_has_its_advice(String state, String reason, String level, String advice) {
    var target =
        DBProxyTarget.builder()
            .type("RDS_INSTANCE")
            .rdsResourceId("shop-db")
            .targetHealth(health -> health.state(state).reason(reason))
            .build();
    var found = found("available", List.of(target)).get(1);

    assertEquals(level, found.level().name());
    assertEquals(advice, found.advice().substring(0, advice.length()));
  }

  @Test
  void of_a_cluster_its_instances_count() {
    var cluster = DBProxyTarget.builder().type("TRACKED_CLUSTER").rdsResourceId("shop").build();
    var writer =
        DBProxyTarget.builder()
            .type("RDS_INSTANCE")
            .rdsResourceId("shop-1")
            .targetHealth(health -> health.state("AVAILABLE"))
            .build();

    assertEquals(
        List.of("proxy shop-proxy is available", "target shop-1 is available"),
        found("available", List.of(cluster, writer)).stream().map(Finding::what).toList());
    assertEquals(
        "proxy shop-proxy has no target", found("available", List.of(cluster)).get(1).what());
  }

  @ParameterizedTest
  @CsvSource({
    "creating, Wait: with WAIT=1 (--wait 20)",
    "incompatible-network, Give it subnets",
    "insufficient-resource-limits, Ask AWS for more",
    "suspended, Start the database",
    "deleting, Look at the events",
  })
  void a_proxy_that_is_not_available_and_has_no_target_is_told_apart(String status, String advice) {
    var found = found(status, List.of());

    assertEquals("proxy shop-proxy is " + status, found.get(0).what());
    assertEquals(advice, found.get(0).advice().substring(0, advice.length()));
    assertEquals("proxy shop-proxy has no target", found.get(1).what());
  }

  private static List<Finding> found(String status, List<DBProxyTarget> targets) {
    var arn = "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1";
    var proxy = DBProxy.builder().dbProxyName("shop-proxy").dbProxyArn(arn).status(status).build();
    return new UpCheck()
        .questions(OneProxy.tier(proxy, targets))
        .flatMap(question -> question.ask().stream())
        .toList();
  }
}
