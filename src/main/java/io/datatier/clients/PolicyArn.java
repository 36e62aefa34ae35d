package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of a managed IAM policy, AWS's own or one of the account (IAM API, AttachRolePolicy). */
public record PolicyArn(String value) {

  public static final Pattern VALID =
      Pattern.compile("arn:aws[a-z-]*:iam::(?:aws|[0-9]{12}):policy/[A-Za-z0-9_+=,.@/-]{1,512}");

  public PolicyArn {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the ARN of a managed policy: arn:aws:iam::<account or aws>:policy/<name>");
  }

  /** Whose policy it is, its path and name, for a name of another resource. */
  String part() {
    return value.split(":", 5)[4].replaceAll("[^A-Za-z0-9_.-]", "-");
  }
}
