package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.function.Function;

/**
 * The Lambda functions that use a database: those with the address of a proxy or a database
 * anywhere in their environment.
 */
public final class DatabaseClients {

  public static final String FUNCTION = "aws:lambda/function:Function";

  private static final String ENVIRONMENT = "environment";
  private static final String PROXY = "aws:rds/proxy:Proxy";

  private DatabaseClients() {}

  /** The check, limited to functions that use a database. */
  public static Function<ResourceView, Verdict> only(Function<ResourceView, Verdict> check) {
    return function -> {
      var environment = function.at(ENVIRONMENT);
      if (isClient(environment)) {
        return check.apply(function);
      }
      var unknown = ConfigurationTexts.judge(environment, (leaf, text) -> compliant()).open();
      if (unknown.answers().isEmpty()) {
        return notApplicable("its environment names no proxy and no database");
      }
      return check.apply(function).answers().isEmpty() ? compliant() : unknown;
    };
  }

  /**
   * Judges what {@link #only} leaves undecided. A function whose environment will be computed from
   * a proxy or a database is only probably a client, so a violation becomes an advisory.
   */
  public static Function<StackView, Verdict> open(Function<ResourceView, Verdict> check) {
    return stack ->
        stack.each(
            FUNCTION,
            function -> {
              var inputs = stack.inputsOf(function);
              var open = only(check).apply(inputs).open();
              return open.answers().isEmpty() || isClient(inputs.at(ENVIRONMENT))
                  ? open
                  : judge(stack, function, check.apply(inputs), open);
            });
  }

  private static Verdict judge(
      StackView stack, ResourceView function, Verdict ofClient, Verdict open) {
    var sources = AddressSources.of(stack, function, ENVIRONMENT);
    if (sources.proxied() || !sources.databases().isEmpty()) {
      return ofClient.advise();
    }
    var fromNowhere = stack.sourcesOf(function, ENVIRONMENT).isEmpty();
    var lost = sources.lost() || (fromNowhere && !stack.resources(PROXY).isEmpty());
    return lost ? open : compliant();
  }

  private static boolean isClient(ValueView environment) {
    var hosts =
        ConfigurationTexts.judge(
            environment,
            (leaf, text) ->
                RdsHosts.in(text).found().stream().allMatch(RdsHosts.Found::mentioned)
                    ? compliant()
                    : violation("names a host"));
    return !hosts.answers(Violation.class).isEmpty();
  }
}
