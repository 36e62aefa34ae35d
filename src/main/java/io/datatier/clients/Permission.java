package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.Required;
import java.util.List;

/**
 * One statement of a policy: what a function's role may do besides what it needs to run and to log
 * in.
 */
public record Permission(
    @Required("one or more actions, such as sqs:SendMessage")
        @Between(least = "1", most = "50", unit = "actions")
        @Allows("actions, such as `sqs:SendMessage`")
        List<AllowedAction> actions,
    @Required("the ARNs of the resources that the actions apply to")
        @Between(least = "1", most = "50", unit = "resources")
        @Allows("the ARNs of the resources that they apply to; `*` matches any characters")
        List<AllowedResource> resources) {

  public Permission {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    Constraints.check(Permission.class, actions, resources);
  }
}
