package io.datatier.rehearsal.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogGroupTest {

  private final DataTier tier;

  LogGroupTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void judges_log_groups() {
    var group = tier.aws().resource(LogGroup.TYPE, "logs").with("name", "/aws/lambda/validate");
    group
        .with("retentionInDays", 31)
        .with("name", "/aws/lambda/vali date")
        .expectFailures(
            "name: must have 1 to 512 letters, digits and ._-/#, but is \"/aws/lambda/vali date\"",
            "retentionInDays: must be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365,"
                + " 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, but is 31");
    var live = group.create();
    assertEquals(
        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/validate", live.text("arn"));
    live.expectSteady();
    group
        .named("again")
        .expectRefused(
            "creating CloudWatch Logs Log Group (/aws/lambda/validate):"
                + " ResourceAlreadyExistsException: The specified log group already exists:"
                + " /aws/lambda/validate");
  }
}
