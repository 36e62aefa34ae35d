package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.regex.Pattern;

/**
 * What the provider's configuration says.
 *
 * @param name the region, such as {@code us-east-1}
 * @param defaultTags tags that every resource gets
 */
record Region(String name, Fields defaultTags) {

  static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

  /** A resource's own tags and the default ones. */
  static final String ALL_TAGS = "tagsAll";

  /**
   * Properties with all tags of the resource. The provider adds them to the inputs
   * (provider/tags.go of pulumi-aws), so that other default tags are a change of every resource
   * that has tags.
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
