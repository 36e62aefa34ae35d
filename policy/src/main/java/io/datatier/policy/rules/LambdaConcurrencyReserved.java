package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.LOW;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.resources.DatabaseClients;
import io.datatier.policy.resources.DeploymentCalls;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.Administration;

/** A function that uses a database has an explicit concurrency limit. */
public final class LambdaConcurrencyReserved {

  public static final Rule RULE =
      Rule.named("lambda-concurrency-reserved")
          .title("Lambda functions that use a database have reserved concurrency")
          .because("one function's burst would take every connection of the proxy")
          .fix("set reservedConcurrentExecutions to what the connection pool can serve")
          .severity(LOW)
          .advisory()
          .settings(Administration.MIGRATIONS)
          .on(DatabaseClients.FUNCTION, DatabaseClients.only(LambdaConcurrencyReserved::judge))
          .onStack(LambdaConcurrencyReserved::judgeStack);

  private LambdaConcurrencyReserved() {}

  private static Verdict judge(ResourceView function) {
    return Administration.names(function, Administration.MIGRATIONS)
        ? notApplicable("may be a migration, which is judged with its callers")
        : reservation(function);
  }

  private static Verdict judgeStack(StackView stack) {
    return Verdict.all(
        DatabaseClients.open(LambdaConcurrencyReserved::judge).apply(stack),
        stack.each(
            DatabaseClients.FUNCTION,
            function -> ofMigration(stack.inputsOf(function), DeploymentCalls.in(stack))));
  }

  private static Verdict ofMigration(ResourceView function, DeploymentCalls calls) {
    return calls.alone(function) || !Administration.names(function, Administration.MIGRATIONS)
        ? notApplicable("is not a migration, or only the deployment calls it")
        : DatabaseClients.only(LambdaConcurrencyReserved::reservation).apply(function);
  }

  /** Zero stops the function and counts as a reservation; -1 means none. */
  private static Verdict reservation(ResourceView function) {
    return function
        .number("reservedConcurrentExecutions")
        .whenKnown(
            executions -> executions < 0 ? violation("is -1, which reserves none") : compliant())
        .whenAbsent(violation("is not set"));
  }
}
