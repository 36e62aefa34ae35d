package io.datatier.policy.settings;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule asks of production alone. Give it {@link #SETTING}, and its check to {@link #only}.
 */
public final class ProductionStacks {

  /** Which stacks are production. */
  public static final Setting<List<String>> SETTING =
      Setting.texts(
          "productionStacks",
          List.of("prod", "production", "*-prod"),
          "names of the stacks that are judged as production; * stands for any text");

  private ProductionStacks() {}

  /** The same check for resources of production stacks, which applies to no others. */
  public static Function<ResourceView, Verdict> only(Function<ResourceView, Verdict> check) {
    return resource -> {
      var names = resource.setting(SETTING);
      return resource.isInStack(names)
          ? check.apply(resource)
          : Verdict.notApplicable("judges production stacks: " + String.join(", ", names));
    };
  }
}
