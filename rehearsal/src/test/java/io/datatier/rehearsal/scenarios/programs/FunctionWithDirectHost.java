package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import java.util.Map;

/** A function whose environment names the database itself, in a connection string. */
public final class FunctionWithDirectHost {

  private FunctionWithDirectHost() {}

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            Careless.function(
                Output.of(
                    Map.of(
                        "DSN",
                        "postgres://app@campaign.c9akciq32rgh.us-east-1"
                            + ".rds.amazonaws.com:5432/campaign_system"))));
  }
}
