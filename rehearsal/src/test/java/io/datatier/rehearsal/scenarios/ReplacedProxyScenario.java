package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A proxy that other zones would replace stays where it is; a successor is made beside it, takes
 * over its clients, and outlives it. Where the same name is replaced nevertheless, AWS forgets its
 * target and its pool, and a provider that does not look leaves the new proxy without both
 * (terraform-provider-aws#45738).
 */
final class ReplacedProxyScenario {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  private static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
  private static final String FIRST = "campaign-postgres-proxy-prod";
  private static final String SECOND = "campaign-postgres-proxy-prod-b";

  @Test
  void stays_until_its_successor_serves_all_clients() throws Exception {
    var stage = Stage.live("replaced-proxy", "prod");
    var first = endpointOf(stage, FIRST);

    stage.require("config", "rm", "--path", "datatier:network.privateSubnets[2]");
    stage.require("up", "--skip-preview");
    assertEquals(first, endpointOf(stage, FIRST));
    stage.require("preview", "--expect-no-changes");

    stage.require("config", "set", "--path", "datatier:proxy.successor", "b");
    assertSucceeds(stage.up());
    var second = endpointOf(stage, SECOND);
    assertEquals(first, endpointOf(stage, FIRST));
    assertEquals(Set.of(second), endpointsOfFunctions(stage));

    var live = LiveStack.of(stage);
    live.unset("proxy.successor");
    live.expectRefused(refusal(SECOND));
    live.set("proxy.suffix", "b");
    live.expectRefused(refusal(FIRST));
    live.set("proxy.retired[0]", FIRST);
    stage.require("up", "--skip-preview");
    assertEquals(List.of(SECOND), names(stage));
    assertEquals(second, endpointOf(stage, SECOND));
    assertEquals(Set.of(second), endpointsOfFunctions(stage));
    assertQuiet(stage);

    stage.require("up", "--skip-preview", "--target-dependents", "--replace", urn());
    assertEquals(
        List.of(SECOND + "/default/RDS_INSTANCE/campaign-postgres-prod"),
        stage.account().all(TARGET).map(Entity::id).toList());
    assertEquals(
        List.of(90.0), stage.account().all(POOL).map(ReplacedProxyScenario::share).toList());
    assertQuiet(stage);
  }

  private static String refusal(String proxy) {
    return """
        The configuration of stack prod has 1 error; nothing was changed.
        datatier:proxy would delete %s, which clients may still use. Keep it (proxy.suffix, proxy.successor), \
        or list it in proxy.retired once its ClientConnections metric is 0"""
        .formatted(proxy);
  }

  private static String urn() {
    return "urn:pulumi:prod::datatier::datatier:proxy:DatabaseProxy$"
        + PROXY
        + "::"
        + SECOND
        + "-proxy";
  }

  private static List<String> names(Stage stage) throws Exception {
    return stage.account().all(PROXY).map(Entity::id).toList();
  }

  private static String endpointOf(Stage stage, String name) throws Exception {
    return stage
        .account()
        .all(PROXY)
        .filter(proxy -> proxy.id().equals(name))
        .map(proxy -> proxy.properties().text("endpoint", ""))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> endpointsOfFunctions(Stage stage) throws Exception {
    var endpoints = new TreeSet<String>();
    stage
        .account()
        .all("aws:lambda/function:Function")
        .map(it -> it.properties().fields("environment").fields("variables"))
        .map(variables -> variables.text("RDS_PROXY_ENDPOINT", ""))
        // The migration function goes to the database itself.
        .filter(endpoint -> !endpoint.isEmpty())
        .forEach(endpoints::add);
    return endpoints;
  }

  private static double share(Entity pool) {
    return pool.properties()
        .fields("connectionPoolConfig")
        .number("maxConnectionsPercent")
        .orElseThrow();
  }

  private static void assertQuiet(Stage stage) throws Exception {
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.preview("--expect-no-changes"));
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
