package io.datatier.aws;

import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** The trust policy of a role that exactly one AWS service may assume. */
public final class ServiceTrust {

  private ServiceTrust() {}

  /**
   * The policy as JSON.
   *
   * @param service the service principal, such as {@code lambda.amazonaws.com}
   */
  public static String onlyFor(String service) {
    return IamPolicy.builder()
        .addStatement(
            trust ->
                trust
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, service))
                    .addAction("sts:AssumeRole"))
        .build()
        .toJson();
  }
}
