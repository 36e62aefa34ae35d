package io.datatier.rehearsal.sns;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.FifoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * Follows internal/service/sns/topic.go of the provider.
 *
 * <p>Checked: name, FIFO or not and what only FIFO topics have, policies.
 */
@AutoService(ResourceType.class)
public final class SnsTopic implements ResourceType {

  public static final String TYPE = "aws:sns/topic:Topic";

  /** Characters of a name. */
  private static final int MOST = 256;

  private static final String FIFO_ONLY = "is for FIFO topics only";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "SNS Topic")
        .listedBy("sns list-topics", "Topics", "TopicArn=arn")
        .replacedBy("name", "namePrefix", "fifoTopic")
        .filledByAws("fifoThroughputScope", "policy", "signatureVersion", "tracingConfig")
        .documents("policy", "deliveryPolicy", "archivePolicy")
        .autoNamed(AutoName.of("name", 80).ending(".fifo", "fifoTopic"))
        // CreateTopic returns an existing topic; two resources for one topic are an error.
        .uniqueAs("InvalidParameter", "Invalid parameter: a topic named %s already exists.");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("contentBasedDeduplication", false)
        .fill("fifoTopic", false)
        .length("displayName", 0, 100)
        .between("signatureVersion", 1, 2, "")
        .oneOf("tracingConfig", "Active", "PassThrough")
        .judge("policy", PolicyGrammar.Kind.RESOURCE)
        .document("deliveryPolicy");
    for (var to : List.of("application", "firehose", "http", "lambda", "sqs")) {
      inputs
          .between(to + "SuccessFeedbackSampleRate", 0, 100, "percent")
          .arn(to + "SuccessFeedbackRoleArn")
          .arn(to + "FailureFeedbackRoleArn");
    }
    var values = inputs.values();
    boolean isFifo = values.flag("fifoTopic");
    FifoName.check(inputs, isFifo, MOST);
    if (!isFifo) {
      if (values.flag("contentBasedDeduplication")) {
        inputs.fail("contentBasedDeduplication", FIFO_ONLY);
      }
      // resourceTopicCustomizeDiff refuses both too.
      Stream.of("archivePolicy", "fifoThroughputScope")
          .filter(name -> values.has(name) && !values.says(name, ""))
          .forEach(name -> inputs.fail(name, FIFO_ONLY));
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var arn = account.arn("sns", properties.text("name", ""));
    return properties
        .withDefault("policy", defaultPolicy(account, arn))
        .withDefault("signatureVersion", 1)
        .withDefault("tracingConfig", "PassThrough");
  }

  private static String defaultPolicy(Account account, String arn) {
    return """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
        "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:Publish","SNS:Subscribe"],\
        "Resource":"%s","Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
        .formatted(arn, account.number());
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    var arn = account.arn("sns", name);
    return made(
        account,
        arn,
        properties
            .with("arn", arn)
            .with("owner", account.number())
            .with("beginningArchiveTime", ""));
  }
}
