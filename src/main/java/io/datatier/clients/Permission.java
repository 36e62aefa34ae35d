package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.Required;
import java.util.List;

/**
 * One statement of a policy: what a function's role may do beside what it needs to run and to log
 * in.
 */
public record Permission(
    @Required("one or more actions, such as sqs:SendMessage")
        @Between(least = "1", most = "50", unit = "actions")
        @Allows("actions, such as `sqs:SendMessage`")
        List<AllowedAction> actions,
    @Required("the ARNs of what the actions are taken on")
        @Between(least = "1", most = "50", unit = "resources")
        @Allows("the ARNs of what they are taken on; `*` in them stands for any characters")
        List<AllowedResource> resources) {

  public Permission {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    Constraints.check(Permission.class, actions, resources);
  }
}
