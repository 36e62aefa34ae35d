package io.datatier.aws;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** An IAM policy of one statement, which allows some actions. */
public final class AllowPolicy {

  private AllowPolicy() {}

  /**
   * The policy as JSON.
   *
   * @param sid the statement's id
   */
  public static String of(String sid, List<String> actions, List<String> resources) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid(sid)
                    .effect(IamEffect.ALLOW)
                    .actionIds(actions)
                    .resourceIds(resources))
        .build()
        .toJson();
  }
}
