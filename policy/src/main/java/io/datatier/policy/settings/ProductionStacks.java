package io.datatier.policy.settings;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.function.Function;

/**
 * Limits a rule to production. Add {@link #SETTING} to the rule and wrap its check in {@link
 * #only}.
 */
public final class ProductionStacks {

  /** Which stacks are production. */
  public static final Setting<List<String>> SETTING =
      Setting.texts(
          "productionStacks",
          List.of("prod", "production", "*-prod"),
          "names of the production stacks; * matches any text");

  private ProductionStacks() {}

  /** The check, limited to resources in production stacks. */
  public static Function<ResourceView, Verdict> only(Function<ResourceView, Verdict> check) {
    return resource -> {
      var names = resource.setting(SETTING);
      return resource.isInStack(names)
          ? check.apply(resource)
          : Verdict.notApplicable("judges production stacks: " + String.join(", ", names));
    };
  }
}
