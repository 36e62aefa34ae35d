package io.datatier.testing;

import com.pulumi.core.Alias;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.test.PulumiTest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the options of a resource say, by the names that Pulumi has for them: resources by their
 * logical names, and nothing that is the engine's default. The provider's version is left out,
 * which its SDK says of every resource.
 */
final class RecordedOptions {

  private final Map<String, Object> said = new TreeMap<>();

  private RecordedOptions() {}

  static Map<String, Object> of(ResourceOptions options) {
    var recorded = new RecordedOptions();
    recorded.shared(options);
    if (options instanceof CustomResourceOptions custom) {
      recorded.say("deleteBeforeReplace", custom.getDeleteBeforeReplaceOptional());
      recorded.say("additionalSecretOutputs", custom.getAdditionalSecretOutputs());
      recorded.say("importId", custom.getImportId());
    } else if (options instanceof ComponentResourceOptions component) {
      recorded.say("providers", names(component.getProviders()));
    }
    return Map.copyOf(recorded.said);
  }

  private void shared(ResourceOptions options) {
    say("parent", options.getParent().map(Resource::pulumiResourceName));
    say("dependsOn", names(PulumiTest.extractValue(options.getDependsOn())));
    say("protect", options.isProtect());
    say("ignoreChanges", options.getIgnoreChanges());
    say("replaceOnChanges", options.getReplaceOnChanges());
    say("replaceWith", names(options.getReplaceWith()));
    say("replacementTrigger", options.getReplacementTrigger().map(PulumiTest::extractValue));
    say("retainOnDelete", options.isRetainOnDelete());
    say(
        "aliases",
        options.getAliases().stream()
            .map(PulumiTest::extractValue)
            .map(RecordedOptions::alias)
            .toList());
    say("customTimeouts", options.getCustomTimeouts());
    say("hideDiffs", options.getHideDiffs());
    say("id", options.getId().map(PulumiTest::extractValue));
    say("provider", options.getProvider().map(Resource::pulumiResourceName));
    say("urn", options.getUrn());
  }

  private void say(String option, boolean value) {
    if (value) {
      said.put(option, true);
    }
  }

  private void say(String option, Collection<?> values) {
    if (!values.isEmpty()) {
      said.put(option, values);
    }
  }

  private void say(String option, Optional<?> value) {
    value.ifPresent(it -> said.put(option, it));
  }

  private static String alias(Alias alias) {
    return alias.getName().map(PulumiTest::extractValue).orElseGet(alias::toString);
  }

  private static List<String> names(Collection<? extends Resource> resources) {
    return resources.stream().map(Resource::pulumiResourceName).sorted().toList();
  }
}
