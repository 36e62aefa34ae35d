package policy;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/** Says of each bucket who owns it. */
final class BucketsAreTagged {

  static final Rule RULE =
      Rule.named("buckets-are-tagged")
          .title("Buckets say who owns them")
          .because("no one knows whom to ask about a bucket without an owner")
          .fix("add the tag owner")
          .mandatory()
          .on("aws:s3/bucketV2:BucketV2", BucketsAreTagged::judge)
          .on("aws:s3/bucket:Bucket", BucketsAreTagged::judge);

  private BucketsAreTagged() {}

  private static Verdict judge(ResourceView bucket) {
    return bucket
        .text("tags.owner")
        .whenKnown(owner -> owner.isBlank() ? violation("is blank") : compliant())
        .whenAbsent(violation("is not set"));
  }
}
