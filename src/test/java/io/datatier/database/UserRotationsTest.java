package io.datatier.database;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UserRotationsTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:rotate";
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:users/orders-AbCdEf";

  @Test
  void let_secrets_manager_call_the_function_for_the_secret_of_one_user() {
    var asked = rotating("orders");
    var stack =
        RecordedStack.of(
            context ->
                new UserRotations(
                    "rotations",
                    List.of(DatabaseUser.readOnly("reports"), asked),
                    List.of(login("reports", "arn:of-reports"), login("orders", SECRET)),
                    List.of()));

    assertEquals(
        List.of(
            "orders-permission: aws:lambda/permission:Permission in"
                + " datatier:database:UserRotations",
            "orders: aws:secretsmanager/secretRotation:SecretRotation in"
                + " datatier:database:UserRotations"),
        stack.childrenOf("rotations"));
    assertEquals(
        Map.of(
            "statementId", "rotations-orders",
            "action", "lambda:InvokeFunction",
            "function", FUNCTION,
            "principal", "secretsmanager.amazonaws.com",
            "sourceArn", SECRET),
        stack.resource("rotations-orders-permission").inputs());
    assertEquals(
        Map.of(
            "secretId",
            SECRET,
            "rotationLambdaArn",
            FUNCTION,
            "rotateImmediately",
            false,
            "rotationRules",
            Map.of("automaticallyAfterDays", 7.0)),
        stack.resource("rotations-orders").inputs());
  }

  @Test
  void have_permissions_that_lambda_takes_however_long_the_names_are() {
    var name = "rotations-" + "n".repeat(40);
    var users = Stream.of("a", "b").map(end -> "u".repeat(62) + end).toList();
    var stack =
        RecordedStack.of(
            context ->
                new UserRotations(
                    name,
                    users.stream().map(UserRotationsTest::rotating).toList(),
                    users.stream().map(user -> login(user, SECRET)).toList(),
                    List.of()));
    var ids =
        users.stream()
            .map(user -> stack.resource(name + "-" + user + "-permission").inputs())
            .map(inputs -> (String) inputs.get("statementId"))
            .toList();
    assertTrue(ids.stream().allMatch(id -> id.matches("[a-zA-Z0-9_-]{1,100}")), ids::toString);
    assertNotEquals(ids.get(0), ids.get(1));
  }

  @Test
  void are_every_thirty_days_unless_the_file_says_otherwise() {
    var users =
        LEAST
            .with(
                "users",
                "[{name: orders, rotation: {function: '%s'}}, {name: reports}]".formatted(FUNCTION))
            .settings()
            .users();
    assertEquals(
        List.of(Optional.of(new Rotation(new RotationFunction(FUNCTION), 30)), Optional.empty()),
        users.stream().map(DatabaseUser::rotation).toList());
  }

  @Test
  void name_every_fault() {
    assertEquals(
        List.of(
            "datatier:users[0].rotation.function is \"rotate\", but must be the ARN of a function:"
                + " arn:aws:lambda:<region>:<account>:function:<name>",
            "datatier:users[0].rotation.days is 0, but must be 1 to 1000 days",
            "datatier:users[1].rotation.function is missing: the ARN of the rotation function"),
        LEAST
            .with(
                "users",
                "[{name: a, rotation: {function: rotate, days: 0}}, {name: b, rotation: {days: 1}}]")
            .complaints());
  }

  private static DatabaseUser rotating(String name) {
    return new DatabaseUser(
        new DatabaseUsername(name),
        DatabaseAccess.READ_WRITE,
        Optional.of(new Rotation(new RotationFunction(FUNCTION), 7)));
  }

  private static DatabaseLogin login(String name, String secret) {
    return new DatabaseLogin(name, new DatabaseSecret(Output.of(secret), Optional.empty()));
  }
}
