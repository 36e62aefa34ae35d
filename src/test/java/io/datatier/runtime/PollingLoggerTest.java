package io.datatier.runtime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.Pulumi;
import com.pulumi.test.internal.PulumiTestInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What the logger rests on, and no API of the SDK promises. */
final class PollingLoggerTest {

  private static final String RUNNER = "com.pulumi.deployment.internal.DeploymentImpl";

  @Test
  void is_the_logger_of_the_runner() {
    JavaRuntime.prepare();

    assertInstanceOf(PollingLogger.class, Logger.getLogger(RUNNER));
    assertInstanceOf(PollingLogger.class, PulumiTestInternal.defaultLogger());
  }

  @Test
  void knows_what_the_runner_logs_in_each_round() throws IOException {
    var file = "/" + RUNNER.replace('.', '/') + "$DefaultRunner.class";
    try (var runner = Pulumi.class.getResourceAsStream(file)) {
      var constants = new String(runner.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(constants.contains(PollingLogger.ROUND));
    }
  }
}
