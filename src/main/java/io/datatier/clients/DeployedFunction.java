package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.component.OutputMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A function of a fleet, as those see it who call it or attach event sources to it.
 *
 * @param roleName the role that it runs as, for whatever else it may do: reading its event source
 *     above all
 * @param securityGroupId the group of its network interfaces
 * @param liveArn the alias whose executions are kept ready; only for functions with provisioned
 *     concurrency
 * @param url where callers who sign with IAM reach it; only where one is asked for
 */
public record DeployedFunction(
    Output<String> name,
    Output<String> arn,
    Output<String> roleName,
    Output<String> securityGroupId,
    Optional<Output<String>> liveArn,
    Optional<Output<String>> url) {

  /** What to call: the alias where there is one, else the function. */
  public Output<String> target() {
    return liveArn.orElse(arn);
  }

  /**
   * What other stacks need to call it or to let it reach more, by the names of a stack's output.
   */
  public Output<Map<String, String>> described() {
    var told = new HashMap<>(Map.of("arn", target(), "role", roleName));
    told.put("securityGroup", securityGroupId);
    url.ifPresent(it -> told.put("url", it));
    return OutputMap.of(told);
  }
}
