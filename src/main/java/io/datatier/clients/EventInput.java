package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The event that a schedule sends: an object in JSON, at most 8,192 characters (PutTargets, Input).
 */
public record EventInput(String json) {

  public static final Pattern VALID = Pattern.compile("\\{.{0,8000}\\}");

  public EventInput {
    InvalidValue.requireMatch(
        json, VALID, "be an object in JSON on one line, such as {\"all\": true}");
  }
}
