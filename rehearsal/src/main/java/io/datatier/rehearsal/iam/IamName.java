package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/** The name and the path of an IAM entity (IAM API, CreateRole, CreatePolicy). */
final class IamName {

  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");

  private IamName() {}

  static void check(Inputs inputs, int most) {
    inputs.matches(
        "name",
        Pattern.compile("[\\w+=,.@-]{1," + most + "}"),
        "have 1 to %d letters, digits and _+=,.@-".formatted(most));
  }

  static void checkPath(Inputs inputs) {
    inputs.fill("path", "/").matches("path", PATH, "begin and end with a slash");
  }

  /** The ARN of an entity, such as a {@code role}. */
  static String arn(Account account, String kind, Fields properties) {
    return "arn:aws:iam::%s:%s%s%s"
        .formatted(
            account.number(), kind, properties.text("path", "/"), properties.text("name", ""));
  }
}
