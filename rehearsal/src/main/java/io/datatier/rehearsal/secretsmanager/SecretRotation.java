package io.datatier.rehearsal.secretsmanager;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Schedule;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.lambda.Functions;
import io.datatier.rehearsal.lambda.LambdaPermission;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/**
 * Follows internal/service/secretsmanager/secret_rotation.go of the provider, whose id is the
 * secret's. Secrets Manager calls the function at once to verify its access.
 *
 * <p>Checked: rules and schedule; a function that Secrets Manager can call.
 */
@AutoService(ResourceType.class)
public final class SecretRotation implements ResourceType {

  public static final String TYPE = "aws:secretsmanager/secretRotation:SecretRotation";

  private static final String SERVICE = "secretsmanager.amazonaws.com";
  private static final Pattern DURATION = Pattern.compile("[0-9]{1,2}h");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Secrets Manager Secret Rotation")
        .replacedBy("secretId")
        .unread("rotateImmediately");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("rotateImmediately", true)
        .arn("rotationLambdaArn")
        .within(
            "rotationRules",
            rules ->
                rules
                    .exactlyOne("automaticallyAfterDays", "scheduleExpression")
                    .between("automaticallyAfterDays", 1, 1000, "days")
                    .matches("duration", DURATION, "be a number of hours such as 3h")
                    .matches("scheduleExpression", Schedule.FORM, Schedule.RULE));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var secret = Secrets.required(account, properties.text("secretId", ""));
    requireRotation(account, secret, properties);
    return made(account, secret.id(), properties.with("rotationEnabled", true));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    account
        .find(SecretsManagerSecret.TYPE, before.id())
        .ifPresent(secret -> requireRotation(account, secret, properties));
    return Made.in(account, before.with(properties));
  }

  private static void requireRotation(Account account, Entity secret, Fields properties) {
    var arn = properties.text("rotationLambdaArn");
    if (arn.isEmpty()) {
      // RDS rotates the secrets that it manages.
      if (secret.owner().isEmpty()) {
        throw new AwsFault(
            "InvalidRequestException",
            "No Lambda rotation function ARN is associated with this secret.");
      }
      return;
    }
    if (!arn.get().startsWith(account.arn("lambda", ""))) {
      return;
    }
    var function = Functions.find(account, arn.get());
    boolean mayCall =
        account
            .all(LambdaPermission.TYPE, "principal", SERVICE)
            .filter(each -> each.text("sourceArn").map(secret.id()::equals).orElse(true))
            .flatMap(each -> each.text("function").stream())
            .anyMatch(name -> name.equals(function.id()) || function.says("arn", name));
    if (!mayCall) {
      throw new AwsFault(
          "AccessDeniedException",
          "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal %s."
              .formatted(SERVICE));
    }
  }
}
