package io.datatier.rehearsal.scenarios.programs;

import java.util.List;

/** What the scenarios' account holds from the start, as its fixture names it. */
final class Given {

  static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:campaign-AbCdEf";

  static final String PROXY_ROLE_ARN = "arn:aws:iam::123456789012:role/campaign-proxy";

  static final String FUNCTION_ROLE_ARN = "arn:aws:iam::123456789012:role/campaign-function";

  static final List<String> SUBNET_IDS =
      List.of("subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712");

  private Given() {}
}
