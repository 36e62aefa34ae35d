package io.datatier.config;

import java.util.regex.Pattern;

/**
 * A key that is rejected anywhere, with a reason.
 *
 * @param name what such keys look like
 * @param reason why there is no such key and what to do, completing "… cannot be set: "
 */
public record ForbiddenKey(Pattern name, String reason) {

  boolean matches(String key) {
    return name.matcher(key).find();
  }
}
