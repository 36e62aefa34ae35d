package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.asset.AssetArchive;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.core.Output;
import java.util.Map;

/** A function that gets the login to the database itself, marked as a secret. */
public final class FunctionWithSecretHost {

  /** Stands in the password and in the host, and must be shown to nobody. */
  public static final String CANARY = "tweety7c1f";

  private FunctionWithSecretHost() {}

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            new Function(
                "careless",
                FunctionArgs.builder()
                    .name("careless")
                    .role(Given.FUNCTION_ROLE_ARN)
                    .runtime("python3.12")
                    .handler("index.handler")
                    .code(new AssetArchive(Map.of("index.py", new StringAsset("handler = print"))))
                    .environment(
                        FunctionEnvironmentArgs.builder()
                            .variables(Output.ofSecret(login()))
                            .build())
                    .build()));
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
