package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.LOW;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.resources.DatabaseClients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/** A function that uses a database has an explicit concurrency limit. */
public final class LambdaConcurrencyReserved {

  public static final Rule RULE =
      Rule.named("lambda-concurrency-reserved")
          .title("Lambda functions that use a database have reserved concurrency")
          .because("one function's burst would take every connection of the proxy")
          .fix("set reservedConcurrentExecutions to what the connection pool can serve")
          .severity(LOW)
          .advisory()
          .on(DatabaseClients.FUNCTION, DatabaseClients.only(LambdaConcurrencyReserved::judge))
          .onStack(DatabaseClients.open(LambdaConcurrencyReserved::judge));

  private LambdaConcurrencyReserved() {}

  /** Zero stops the function and counts as a reservation; -1 means none. */
  private static Verdict judge(ResourceView function) {
    return function
        .number("reservedConcurrentExecutions")
        .whenKnown(
            executions -> executions < 0 ? violation("is -1, which reserves none") : compliant())
        .whenAbsent(violation("is not set"));
  }
}
