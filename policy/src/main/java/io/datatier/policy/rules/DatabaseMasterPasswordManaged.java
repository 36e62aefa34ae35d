package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.regex.Pattern;

/** RDS generates, stores and rotates the master password, so no program or state contains it. */
public final class DatabaseMasterPasswordManaged {

  public static final Rule RULE =
      Rule.named("database-master-password-managed")
          .title("RDS manages the master password")
          .because("more people can read a program and its state than need the password")
          .fix("set manageMasterUserPassword to true and remove the password")
          .severity(HIGH)
          .mandatory()
          .on("aws:rds/instance:Instance", database -> judge(database, "password"))
          .on("aws:rds/cluster:Cluster", database -> judge(database, "masterPassword"));

  /**
   * What CloudFormation puts the value of a secret in the place of (CloudFormation user guide,
   * "Dynamic references"). The aws provider passes it on as it is.
   */
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:(?:secretsmanager|ssm-secure):[^{}]+}}");

  private DatabaseMasterPasswordManaged() {}

  private static Verdict judge(ResourceView database, String property) {
    return database
        .bool("manageMasterUserPassword")
        .whenKnown(managed -> managed ? compliant() : judgePassword(database, property))
        .whenAbsent(() -> judgePassword(database, property));
  }

  private static Verdict judgePassword(ResourceView database, String property) {
    var referred =
        database.isTranslated()
            && database
                .text(property)
                .known()
                .filter(it -> REFERENCE.matcher(it).matches())
                .isPresent();
    return referred
        ? violation(property, "comes from a secret that RDS does not manage").advise()
        : judge(database.at(property));
  }

  private static Verdict judge(ValueView password) {
    if (password.isAbsent()) {
      // A replica or a restored database has the password of its source.
      return compliant();
    } else if (password.isSecret()) {
      return violation(password.path(), "is managed by the program, not by RDS").advise();
    }
    return password.isUnknown()
        ? undecided(password.path())
        : violation(password.path(), "is plain text");
  }
}
