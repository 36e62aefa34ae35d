package io.datatier.component;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import io.datatier.values.LogRetention;
import java.util.Optional;

/**
 * How log groups are created. They are created before the service that writes to them: otherwise
 * the service creates its own, which keeps events forever.
 *
 * @param retention how long events are kept
 * @param keyArn the KMS key that encrypts them; without one CloudWatch Logs uses its own
 */
public record LogGroups(LogRetention retention, Optional<Output<String>> keyArn) {

  /** Creates the log group {@code name}. */
  public LogGroup create(String logicalName, String name, CustomResourceOptions options) {
    var args = LogGroupArgs.builder().name(name).retentionInDays(retention.days());
    keyArn.ifPresent(args::kmsKeyId);
    return new LogGroup(logicalName, args.build(), options);
  }
}
