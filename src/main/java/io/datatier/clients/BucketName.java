package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The name of an S3 bucket (S3 user guide, "Bucket naming rules"). */
public record BucketName(String value) {

  public static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  public BucketName {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens");
  }
}
