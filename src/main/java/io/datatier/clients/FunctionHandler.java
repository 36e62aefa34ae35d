package io.datatier.clients;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/** What Lambda calls in a function's code (Lambda API, CreateFunction, Handler). */
public record FunctionHandler(String value) {

  /** What a lawful value looks like as a whole. */
  public static final Pattern LAWFUL = Pattern.compile("\\S{1,128}");

  public FunctionHandler {
    InvalidValue.requireMatch(
        value, LAWFUL, "be a handler of 1 to 128 characters, such as index.handler");
  }
}
