package policy;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BucketsAreTaggedTest {

  private static final RuleTester bucket =
      RuleTester.of(BucketsAreTagged.RULE)
          .resource("aws:s3/bucketV2:BucketV2", "logs", Map.of("tags", Map.of("owner", "ops")));

  @Test
  void passes_a_bucket_with_an_owner() {
    bucket.expectCompliant();
    bucket.as("aws:s3/bucket:Bucket").expectCompliant();
  }

  @Test
  void reports_a_bucket_without_an_owner() {
    bucket.without("tags").expectViolations("logs: tags.owner is not set");
    bucket.with("tags.owner", " ").expectViolations("logs: tags.owner is blank");
    bucket.withUnknown("tags").expectUndecided("tags");
  }
}
