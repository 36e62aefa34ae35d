package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;

/**
 * Follows internal/service/lambda/provisioned_concurrency_config.go of the provider, whose id is
 * the function's name and the qualifier.
 *
 * <p>Checked: a published version or an alias; no more than the function's reserved concurrency, or
 * than the account has left, less the 100 that Lambda keeps.
 */
@AutoService(ResourceType.class)
public final class ProvisionedConcurrencyConfig implements ResourceType {

  public static final String TYPE =
      "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";

  private static final String WORKING = "IN_PROGRESS";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Provisioned Concurrency Config")
        .replacedBy("functionName", "qualifier")
        .unread("skipDestroy")
        .createdIn(WORKING, Duration.ofMinutes(2))
        .modifiedIn(WORKING, Duration.ofMinutes(2));
  }

  @Override
  public void check(Inputs inputs) {
    inputs.fill("skipDestroy", false).atLeast("provisionedConcurrentExecutions", 1);
    if (inputs.values().text("qualifier", "").equals(Functions.LATEST)) {
      inputs.fail("qualifier", "must be a published version or an alias, but is $LATEST");
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = requireProvisionable(account, properties);
    var id = properties.text("functionName", "") + "," + properties.text("qualifier", "");
    return made(account, id, function.originOfParts(), properties);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    requireProvisionable(account, properties);
    return Made.in(account, before.with(properties));
  }

  private static Entity requireProvisionable(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    var qualifier = properties.text("qualifier", "");
    Functions.requireQualifier(account, function, qualifier);
    boolean isUnpublished =
        Functions.alias(account, function, qualifier)
            .flatMap(alias -> alias.text("functionVersion"))
            .filter(Functions.LATEST::equals)
            .isPresent();
    if (isUnpublished) {
      throw invalid(
          "Provisioned Concurrency Configs cannot be applied to unpublished function versions: the alias %s points to $LATEST."
              .formatted(qualifier));
    }
    requireCapacity(
        account, function, properties.number("provisionedConcurrentExecutions").orElse(0));
    return function;
  }

  private static void requireCapacity(Account account, Entity function, double asked) {
    var reserved = function.properties().number("reservedConcurrentExecutions").orElse(-1);
    if (reserved >= 0) {
      if (asked > reserved) {
        throw invalid(
            "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function, which is %s."
                .formatted(Inputs.plain(reserved)));
      }
      return;
    }
    var unreserved = LambdaFunction.unreserved(account);
    if (asked > unreserved) {
      throw invalid(
          "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [%s]."
              .formatted(Inputs.plain(unreserved)));
    }
    LambdaFunction.requireUnreserved("ConcurrentExecutions", unreserved - asked);
  }

  private static AwsFault invalid(String words) {
    return new AwsFault("InvalidParameterValueException", words);
  }
}
