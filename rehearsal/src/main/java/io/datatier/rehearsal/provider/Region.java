package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/**
 * What the provider's configuration says.
 *
 * @param name the region, such as {@code us-east-1}
 * @param defaultTags tags that every resource gets
 */
record Region(String name, Fields defaultTags) {

  static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
}
