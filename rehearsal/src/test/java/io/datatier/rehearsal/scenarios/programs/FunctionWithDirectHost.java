package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.asset.AssetArchive;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import java.util.Map;

/** A function whose environment names the database itself, in a connection string. */
public final class FunctionWithDirectHost {

  private FunctionWithDirectHost() {}

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
                            .variables(
                                Map.of(
                                    "DSN",
                                    "postgres://app@campaign.c9akciq32rgh.us-east-1"
                                        + ".rds.amazonaws.com:5432/campaign_system"))
                            .build())
                    .build()));
  }
}
