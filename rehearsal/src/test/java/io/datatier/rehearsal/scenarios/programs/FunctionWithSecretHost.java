package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import java.util.Map;

/** A function that gets the login to the database itself, marked as a secret. */
public final class FunctionWithSecretHost {

  /** Stands in the password and in the host, and must be shown to nobody. */
  public static final String CANARY = "tweety7c1f";

  private FunctionWithSecretHost() {}

  public static void main(String[] args) {
    Pulumi.run(context -> Careless.function(Output.ofSecret(login())));
  }

  private static Map<String, String> login() {
    return Map.of(
        "DB_PASSWORD",
        CANARY,
        "DSN",
        "postgres://app:%1$s@%1$s.c9akciq32rgh.us-east-1.rds.amazonaws.com:5432/campaign_system"
            .formatted(CANARY));
  }
}
