package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.aws.rds.inputs.ProxyAuthArgs;
import java.util.List;

/** A proxy that lets clients in without TLS. */
public final class PlainTextProxy {

  private PlainTextProxy() {}

  public static void main(String[] args) {
    var auth = ProxyAuthArgs.builder().authScheme("SECRETS").secretArn(Given.SECRET_ARN).build();
    Pulumi.run(context -> Careless.proxy(false, List.of(auth)));
  }
}
