package io.datatier.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.secretsmanager.SecretRotation;
import com.pulumi.aws.secretsmanager.SecretRotationArgs;
import com.pulumi.aws.secretsmanager.inputs.SecretRotationRotationRulesArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The scheduled rotation of users' secrets, by functions managed elsewhere. */
public final class UserRotations extends Component {

  /** Lambda API, AddPermission, StatementId. */
  private static final int LONGEST_STATEMENT_ID = 100;

  /** Rotations without a parent. */
  public UserRotations(
      String name,
      List<DatabaseUser> users,
      List<DatabaseLogin> logins,
      List<? extends Resource> prerequisites) {
    this(name, users, logins, prerequisites, ComponentResourceOptions.Empty);
  }

  /**
   * The rotations that {@code users} ask for.
   *
   * @param logins the same users in the same order
   * @param prerequisites what gives the secrets their values: Secrets Manager tests the function at
   *     once, with the current secret (API, RotateSecret). Not in the ARNs themselves, which would
   *     be unknown, and all rotations replaced, in each preview that adds a user
   */
  public UserRotations(
      String name,
      List<DatabaseUser> users,
      List<DatabaseLogin> logins,
      List<? extends Resource> prerequisites,
      ComponentResourceOptions options) {
    super("datatier:database:UserRotations", name, options);
    for (var number = 0; number < users.size(); number++) {
      var login = logins.get(number);
      users.get(number).rotation().ifPresent(rotation -> rotate(login, rotation, prerequisites));
    }
    registerOutputs(Map.of());
  }

  private void rotate(
      DatabaseLogin login, Rotation rotation, List<? extends Resource> prerequisites) {
    var role = login.username();
    var permission =
        new Permission(
            child(role + "-permission"),
            PermissionArgs.builder()
                .statementId(statementId(child(role)))
                .action("lambda:InvokeFunction")
                .function(rotation.function().value())
                .principal("secretsmanager.amazonaws.com")
                .sourceArn(login.secret().arn())
                .build(),
            childOptions());
    new SecretRotation(
        child(role),
        SecretRotationArgs.builder()
            .secretId(login.secret().arn())
            .rotationLambdaArn(rotation.function().value())
            // The password is new, or in use by clients who do not expect a change now.
            .rotateImmediately(false)
            .rotationRules(
                SecretRotationRotationRulesArgs.builder()
                    .automaticallyAfterDays(rotation.days())
                    .build())
            .build(),
        childOptionsAfter(with(prerequisites, permission)));
  }

  /** {@code name}, or as much as fits of it and what tells it from others that begin alike. */
  private static String statementId(String name) {
    if (name.length() <= LONGEST_STATEMENT_ID) {
      return name;
    }
    var digest = "-" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    return name.substring(0, LONGEST_STATEMENT_ID - digest.length()) + digest;
  }

  private static List<Resource> with(List<? extends Resource> prerequisites, Resource permission) {
    return Stream.<Resource>concat(prerequisites.stream(), Stream.of(permission)).toList();
  }
}
