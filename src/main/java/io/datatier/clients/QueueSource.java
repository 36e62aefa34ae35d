package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * An SQS queue that triggers a function (Lambda API, CreateEventSourceMapping).
 *
 * @param queue its visibility timeout must be no shorter than the function's timeout, or AWS
 *     refuses it
 * @param batchSize the most messages of one invocation
 * @param batchingWindow how long Lambda waits for more messages
 * @param maximumConcurrency the most concurrent executions for this queue, each with a connection
 * @param partialFailures whether the function answers which messages failed; otherwise all of an
 *     invocation come again
 */
public record QueueSource(
    @Required("the ARN of the queue")
        @Allows(
            "the ARN of the queue, whose visibility timeout is no shorter than the function's"
                + " timeout")
        QueueArn queue,
    @ByDefault("10") @Between(least = "1", most = "10000", unit = "messages") int batchSize,
    @ByDefault("0s")
        @Between(least = "0s", most = "5m")
        @Allows("; how long Lambda waits for more messages")
        Duration batchingWindow,
    @Otherwise("as many as the function may have")
        @Between(least = "2", most = "1000", unit = "concurrent executions")
        OptionalInt maximumConcurrency,
    @ByDefault("false") @Allows("; whether the function reports which messages failed")
        boolean partialFailures) {

  private static final int MOST_WITHOUT_WINDOW = 10;

  public QueueSource {
    Constraints.check(
        QueueSource.class, queue, batchSize, batchingWindow, maximumConcurrency, partialFailures);
  }

  // Lambda API, CreateEventSourceMapping, BatchSize and MaximumBatchingWindowInSeconds.
  @Rule
  static void requireCollectingTime(int batchSize, Duration batchingWindow, QueueArn queue) {
    if (batchSize > MOST_WITHOUT_WINDOW && (batchingWindow.isZero() || queue.isFifo())) {
      throw new InvalidValue(
          batchSize,
          "be 10 or less unless the queue is a standard queue and batchingWindow is 1s or more");
    }
  }

  @Rule
  static void requireStandardQueue(Duration batchingWindow, QueueArn queue) {
    if (!batchingWindow.isZero() && queue.isFifo()) {
      throw new InvalidValue(batchingWindow.toSeconds() + "s", "be 0s for a FIFO queue");
    }
  }
}
