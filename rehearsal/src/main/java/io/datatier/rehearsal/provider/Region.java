package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.regex.Pattern;

/**
 * The provider's configuration.
 *
 * @param name the region, such as {@code us-east-1}
 * @param defaultTags the tags for every resource
 */
record Region(String name, Fields defaultTags) {

  static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

  /** The property with a resource's own tags and the default tags. */
  static final String ALL_TAGS = "tagsAll";

  /**
   * Adds the tags with the default tags. The provider adds them to the inputs too (provider/tags.go
   * of pulumi-aws), so changing the default tags updates every taggable resource.
   */
  Fields tagged(ResourceSchema schema, Fields properties) {
    if (!schema.outputs().properties().containsKey(ALL_TAGS)) {
      return properties;
    }
    return properties.isUnknown("tags")
        ? properties.with(ALL_TAGS, Value.unknown())
        : properties.with(ALL_TAGS, defaultTags.with(properties.fields("tags")));
  }
}
