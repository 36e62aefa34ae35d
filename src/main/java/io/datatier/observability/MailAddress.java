package io.datatier.observability;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** A mail address that SNS can send to. */
public record MailAddress(String value) {

  /** What a mail address looks like; only sending a mail shows whether it exists. */
  public static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,3}");

  public MailAddress {
    InvalidValue.requireMatch(value, VALID, "be a mail address such as ops@example.com");
  }
}
