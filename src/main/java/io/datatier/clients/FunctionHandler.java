package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** What Lambda calls in a function's code (Lambda API, CreateFunction, Handler). */
public record FunctionHandler(String value) {

  public static final Pattern VALID = Pattern.compile("\\S{1,128}");

  public FunctionHandler {
    InvalidValue.requireMatch(
        value, VALID, "be a handler of 1 to 128 characters, such as index.handler");
  }
}
