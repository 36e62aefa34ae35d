package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.scenarios.programs.FunctionWiredToInstance;
import io.datatier.rehearsal.scenarios.programs.FunctionWithDirectHost;
import io.datatier.rehearsal.scenarios.programs.PlainTextProxy;
import io.datatier.rehearsal.scenarios.programs.ProxyWithoutSecret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rule of the pack does to programs that break it, as their authors see it. */
final class ViolationScenario {

  @Test
  void refuses_a_proxy_without_tls_at_preview() throws Exception {
    assertRefusedAtPreview(
        PlainTextProxy.class,
        "proxy-requires-tls",
        """
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: high]  proxy-requires-tls  (aws:rds:Proxy: careless)
              RDS Proxy requires TLS
              requireTls is false
              Why: clients would send passwords and rows in the clear inside the VPC
              Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md""");
  }

  @Test
  void refuses_a_proxy_without_a_secret_at_preview() throws Exception {
    assertRefusedAtPreview(
        ProxyWithoutSecret.class,
        "proxy-authenticates-with-secrets-manager",
        """
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: high]  proxy-authenticates-with-secrets-manager\
          (aws:rds:Proxy: careless)
              RDS Proxy authenticates with Secrets Manager
              auths is empty
              Why: a password kept elsewhere is not rotated, and others can read it
              Fix: set authScheme to SECRETS and secretArn to a secret's ARN in every entry of auths;\
         see policy/docs/proxy-authenticates-with-secrets-manager.md""");
  }

  @Test
  void refuses_a_function_with_the_host_of_a_database_at_preview() throws Exception {
    assertRefusedAtPreview(
        FunctionWithDirectHost.class,
        "lambda-connects-through-proxy",
        """
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: critical]  lambda-connects-through-proxy\
          (aws:lambda:Function: careless)
              Lambda functions reach the database through RDS Proxy
              environment.variables.DSN contains the address of a database instance\
         (campaign.c9akciq32rgh.us-east-1.rds.amazonaws.com)
              Why: every concurrent invocation would hold its own database connection
              Fix: give the function the proxy's endpoint;\
         see policy/docs/lambda-connects-through-proxy.md""");
  }

  @Test
  void refuses_a_function_wired_to_a_database_at_update_before_it_exists() throws Exception {
    var stage = Stage.of(FunctionWiredToInstance.class).judgedBy("lambda-connects-through-proxy");

    var preview = stage.preview();

    assertEquals(
        """
        ⚠️ datatier (local: ../../../../../policy)
            - [advisory] [severity: critical]  lambda-connects-through-proxy\
          (pulumi:pulumi:Stack: datatier-dev)
              Lambda functions reach the database through RDS Proxy
              undecided: 1 resource waits for environment.variables; decided at update,\
         before the resource is touched
              careless""",
        Findings.in(preview));
    assertEquals(0, preview.exitCode());

    var up = stage.up();

    var host =
        stage.account().all("aws:rds/instance:Instance").findFirst().orElseThrow().text("address");
    assertEquals(
        """
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: critical]  lambda-connects-through-proxy\
          (aws:lambda:Function: careless)
              Lambda functions reach the database through RDS Proxy
              environment.variables.DB_HOST contains the address of a database instance (%s)
              Why: every concurrent invocation would hold its own database connection
              Fix: give the function the proxy's endpoint;\
         see policy/docs/lambda-connects-through-proxy.md"""
            .formatted(host.orElseThrow()),
        Findings.in(up));
    assertNotEquals(0, up.exitCode());
    assertEquals(List.of(), stage.account().all("aws:lambda/function:Function").toList());
  }

  private static void assertRefusedAtPreview(Class<?> program, String rule, String findings)
      throws Exception {
    var stage = Stage.of(program).judgedBy(rule);

    var preview = stage.preview();

    assertEquals(findings, Findings.in(preview));
    assertNotEquals(0, preview.exitCode());
    assertEquals(List.of(), stage.account().leftovers());
  }
}
