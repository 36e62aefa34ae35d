package io.datatier.clients;

import com.pulumi.core.Output;
import java.util.Optional;

/**
 * A function of a fleet, as those see it who call it or attach event sources to it.
 *
 * @param roleName the role that it runs as, for whatever else it may do: reading its event source
 *     above all
 * @param liveArn the alias whose executions are kept ready; only for functions with provisioned
 *     concurrency
 */
public record DeployedFunction(
    Output<String> name,
    Output<String> arn,
    Output<String> roleName,
    Optional<Output<String>> liveArn) {

  /** What to call: the alias where there is one, else the function. */
  public Output<String> target() {
    return liveArn.orElse(arn);
  }
}
