package io.datatier.rehearsal.sns;

import io.datatier.rehearsal.provider.ProviderTester;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnsTopicTest {

  private static final String ARCHIVE = "{\"MessageRetentionPeriod\":\"30\"}";

  private final ProviderTester aws;

  SnsTopicTest(@TempDir Path folder) {
    this.aws = ProviderTester.on(folder);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Draft topic() {
    return aws.resource(SnsTopic.TYPE, "alarms");
  }

  @Test
  void refuses_a_standard_topic_what_only_fifo_topics_have() {
    topic()
        .with("archivePolicy", ARCHIVE)
        .with("contentBasedDeduplication", true)
        .with("fifoThroughputScope", "Topic")
        .expectFailures(
            "archivePolicy: is for FIFO topics only",
            "contentBasedDeduplication: is for FIFO topics only",
            "fifoThroughputScope: is for FIFO topics only");
    topic().with("archivePolicy", "").create().expectSteady();
  }

  @Test
  void judges_what_a_topic_reports() {
    topic()
        .with("sqsSuccessFeedbackSampleRate", 101)
        .with("lambdaFailureFeedbackRoleArn", "reporter")
        .expectFailures(
            "lambdaFailureFeedbackRoleArn: must be an ARN, arn:aws:service:region:account:resource,"
                + " but is \"reporter\"",
            "sqsSuccessFeedbackSampleRate: must be 0 to 100 percent, but is 101");
  }

  @Test
  void lets_a_fifo_topic_have_them() {
    topic()
        .with("name", "alarms.fifo")
        .with("fifoTopic", true)
        .with("archivePolicy", ARCHIVE)
        .with("contentBasedDeduplication", true)
        .with("fifoThroughputScope", "Topic")
        .create()
        .expectSteady();
  }
}
