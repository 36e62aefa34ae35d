package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.asset.AssetArchive;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.rds.Proxy;
import com.pulumi.aws.rds.ProxyArgs;
import com.pulumi.aws.rds.inputs.ProxyAuthArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/** What a program makes that breaks a rule. */
final class Careless {

  private Careless() {}

  static void function(Output<Map<String, String>> variables) {
    new Function(
        "careless",
        FunctionArgs.builder()
            .name("careless")
            .role(Given.FUNCTION_ROLE_ARN)
            .runtime("python3.12")
            .handler("index.handler")
            .code(new AssetArchive(Map.of("index.py", new StringAsset("handler = print"))))
            .environment(FunctionEnvironmentArgs.builder().variables(variables).build())
            .build());
  }

  static void proxy(boolean requireTls, List<ProxyAuthArgs> auths) {
    new Proxy(
        "careless",
        ProxyArgs.builder()
            .name("careless")
            .engineFamily("POSTGRESQL")
            .requireTls(requireTls)
            .auths(auths)
            .roleArn(Given.PROXY_ROLE_ARN)
            .vpcSubnetIds(Given.SUBNET_IDS)
            .build());
  }
}
