package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.scenarios.programs.FunctionWithSecretHost;
import org.junit.jupiter.api.Test;

/** Rules that judge by what a secret holds, and keep it to themselves. */
final class SecretsScenario {

  @Test
  void are_judged_and_not_shown_at_preview_and_at_update() throws Exception {
    var stage =
        Stage.of("secrets", FunctionWithSecretHost.class)
            .configured(
                """
                {
                  "all": "disabled",
                  "lambda-connects-through-proxy": "advisory",
                  "lambda-environment-holds-no-secrets": "advisory"
                }
                """);

    assertJudgedAndNotShown(stage.preview());
    assertJudgedAndNotShown(stage.up());
    assertEquals(1, stage.account().all("aws:lambda/function:Function").count());
  }

  private static void assertJudgedAndNotShown(Outcome outcome) {
    assertEquals(
        """
        ⚠️ datatier (local: ../../../../../policy)
            - [advisory] [severity: critical]  lambda-connects-through-proxy\
          (aws:lambda:Function: careless)
              Lambda functions reach the database through RDS Proxy
              environment.variables.DSN contains the address of a database instance\
         (a secret, not shown)
              Why: every concurrent invocation would hold its own database connection
              Fix: give the function the proxy's endpoint;\
         see policy/docs/lambda-connects-through-proxy.md
            - [advisory] [severity: high]  lambda-environment-holds-no-secrets\
          (aws:lambda:Function: careless)
              Lambda environment variables contain no secrets
              environment.variables.DB_PASSWORD contains a password
              Why: everyone who may describe the function can read them, and Pulumi's state stores them
              Fix: keep the secret in Secrets Manager and give the function its ARN;\
         see policy/docs/lambda-environment-holds-no-secrets.md
            - [advisory] [severity: high]  lambda-environment-holds-no-secrets\
          (aws:lambda:Function: careless)
              Lambda environment variables contain no secrets
              environment.variables.DSN contains a password in a connection string
              Why: everyone who may describe the function can read them, and Pulumi's state stores them
              Fix: keep the secret in Secrets Manager and give the function its ARN;\
         see policy/docs/lambda-environment-holds-no-secrets.md""",
        Findings.in(outcome));
    assertEquals(0, outcome.exitCode(), outcome::output);
    assertFalse(outcome.output().contains(FunctionWithSecretHost.CANARY), outcome::output);
  }
}
