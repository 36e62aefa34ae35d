package io.datatier.rehearsal.provider;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.core.annotations.Import;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.NearestName;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The provider's configuration. The rehearsal uses only the region and the default tags. */
final class Config {

  static final Traits TRAITS =
      Traits.of("pulumi:providers:aws", "pulumi:providers:aws").replacedBy("region");

  private static final String NO_REGION =
      "is required: run pulumi config set aws:region us-east-1, or whichever region you use";

  private Config() {}

  static List<Failure> failures(Fields config) {
    var known = known();
    var failures = new ArrayList<Failure>();
    for (var name : config.names()) {
      if (!known.contains(name)) {
        failures.add(
            new Failure(
                name, "is not a setting of the aws provider" + NearestName.hint(name, known)));
      }
    }
    if (!config.has("region")) {
      failures.add(new Failure("region", NO_REGION));
    }
    config
        .text("region")
        .filter(region -> !Region.NAME.matcher(region).matches())
        .ifPresent(
            region ->
                failures.add(
                    new Failure("region", "must be a region such as us-east-1, but is " + region)));
    return List.copyOf(failures);
  }

  private static Set<String> known() {
    var names =
        Arrays.stream(ProviderArgs.class.getDeclaredFields())
            .map(field -> field.getAnnotation(Import.class))
            .filter(input -> input != null)
            .map(Import::name)
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(List.of("version", "pluginDownloadURL"));
    return names;
  }

  static Region region(Fields config) {
    var name =
        config
            .text("region")
            .orElseThrow(() -> new IllegalArgumentException("aws:region " + NO_REGION));
    return new Region(name, defaultTags(config));
  }

  /** The engine passes nested settings as JSON strings. */
  private static Fields defaultTags(Fields config) {
    return config
        .text("defaultTags")
        .map(Config::tagsIn)
        .or(() -> Optional.of(config.fields("defaultTags").fields("tags")))
        .orElse(Fields.NONE);
  }

  private static Fields tagsIn(String json) {
    try {
      var tags = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("tags");
      var fields = new TreeMap<String, Value>();
      if (tags != null) {
        tags.entrySet()
            .forEach(tag -> fields.put(tag.getKey(), Value.of(tag.getValue().getAsString())));
      }
      return new Fields(fields);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException("aws:defaultTags is not {\"tags\": {...}}", e);
    }
  }
}
