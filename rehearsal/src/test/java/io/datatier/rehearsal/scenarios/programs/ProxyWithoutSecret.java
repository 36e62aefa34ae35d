package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.aws.rds.Proxy;
import com.pulumi.aws.rds.ProxyArgs;
import java.util.List;

/** A proxy that is told of no secret to log in to the database with. */
public final class ProxyWithoutSecret {

  private ProxyWithoutSecret() {}

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            new Proxy(
                "careless",
                ProxyArgs.builder()
                    .name("careless")
                    .engineFamily("POSTGRESQL")
                    .requireTls(true)
                    .auths(List.of())
                    .roleArn(Given.PROXY_ROLE_ARN)
                    .vpcSubnetIds(Given.SUBNET_IDS)
                    .build()));
  }
}
