package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.aws.rds.Proxy;
import com.pulumi.aws.rds.ProxyArgs;
import com.pulumi.aws.rds.inputs.ProxyAuthArgs;

/** A proxy that lets clients in without TLS. */
public final class PlainTextProxy {

  private PlainTextProxy() {}

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            new Proxy(
                "careless",
                ProxyArgs.builder()
                    .name("careless")
                    .engineFamily("POSTGRESQL")
                    .requireTls(false)
                    .auths(
                        ProxyAuthArgs.builder()
                            .authScheme("SECRETS")
                            .secretArn(Given.SECRET_ARN)
                            .build())
                    .roleArn(Given.PROXY_ROLE_ARN)
                    .vpcSubnetIds(Given.SUBNET_IDS)
                    .build()));
  }
}
