package io.datatier.policy.rules;

import static io.datatier.policy.resources.IamPolicies.GROUP_POLICY;
import static io.datatier.policy.resources.IamPolicies.PERMISSION_SET;
import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.resources.IamPolicies.ROLE_POLICY;
import static io.datatier.policy.resources.IamPolicies.USER_POLICY;
import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.DatabaseUserScope;
import io.datatier.policy.aws.DatabaseUserScope.Reach;
import io.datatier.policy.aws.PolicyDocument;
import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.resources.IamPolicies;
import io.datatier.policy.resources.RoleTrust;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.function.UnaryOperator;

/**
 * A client that signs in with IAM may do so at one proxy as one user. The id of a database instead
 * of a proxy bypasses the proxy, unless the proxy itself uses it.
 */
public final class RdsConnectScopedToProxy {

  private static final String CONNECT = "rds-db:connect";

  public static final Rule RULE =
      Rule.named("rds-connect-scoped-to-proxy")
          .title("rds-db:connect is limited to one proxy and one user")
          .because("a token for the database itself bypasses the proxy and its limits")
          .fix("set Resource to arn:aws:rds-db:<region>:<account>:dbuser:<prx- id>/<user>")
          .severity(HIGH)
          .mandatory()
          .on(ROLE, RdsConnectScopedToProxy::judge)
          .on(ROLE_POLICY, RdsConnectScopedToProxy::judge)
          .on(POLICY, RdsConnectScopedToProxy::judge)
          .on(USER_POLICY, RdsConnectScopedToProxy::judge)
          .on(GROUP_POLICY, RdsConnectScopedToProxy::judge)
          .on(PERMISSION_SET, RdsConnectScopedToProxy::judge)
          .onStack(RdsConnectScopedToProxy::judgeStack);

  private RdsConnectScopedToProxy() {}

  private static Verdict judge(ResourceView holder) {
    return IamPolicies.judge(
        holder,
        (document, statement) -> judge(document, statement, direct -> ofHolder(holder, direct)));
  }

  /** A role contains its trust policy. For a separate policy, the stack knows its roles. */
  private static Verdict ofHolder(ResourceView holder, Verdict direct) {
    return switch (holder.type()) {
      case ROLE -> RoleTrust.unlessOfProxy(holder, direct);
      case ROLE_POLICY, POLICY -> undecided("policy");
      default -> direct;
    };
  }

  private static Verdict judgeStack(StackView stack) {
    var trust = RoleTrust.in(stack);
    return Verdict.each(
        RULE.types(), type -> stack.each(type, holder -> judgeOpen(stack, trust, holder)));
  }

  private static Verdict judgeOpen(StackView stack, RoleTrust trust, ResourceView holder) {
    var inputs = stack.inputsOf(holder);
    var open = judge(inputs).open();
    if (open.answers().isEmpty() || !inputs.at("").text("policy").isPresent()) {
      return open;
    }
    return IamPolicies.judge(
        inputs,
        (document, statement) ->
            judge(document, statement, direct -> trust.unlessOfProxies(holder, direct)));
  }

  private static Verdict judge(
      PolicyDocument document, PolicyStatement statement, UnaryOperator<Verdict> direct) {
    if (statement.allows()
        && statement.actions().stream().anyMatch("rds:connect"::equalsIgnoreCase)) {
      return violation("allows rds:connect, which does not exist; the action is rds-db:connect")
          .advise();
    } else if (!statement.allowsAction(CONNECT)) {
      return compliant();
    }
    if (statement.actions().stream().anyMatch(CONNECT::equalsIgnoreCase)
        && DatabaseUserScope.of(statement).isEmpty()) {
      return violation("allows no one to sign in, because its resources are not database users")
          .advise();
    }
    return Verdict.all(
        Verdict.each(DatabaseUserScope.of(document, statement), RdsConnectScopedToProxy::judge),
        judgeDirect(document, statement, direct));
  }

  /** Signing in to a database directly is judged by who holds the policy. */
  private static Verdict judgeDirect(
      PolicyDocument document, PolicyStatement statement, UnaryOperator<Verdict> direct) {
    var isDirect =
        statement.allowsAction(CONNECT)
            && DatabaseUserScope.of(document, statement).stream()
                .anyMatch(scope -> scope.reach() == Reach.DATABASE);
    return isDirect
        ? direct.apply(violation("allows signing in to a database directly, past the proxy"))
        : compliant();
  }

  private static Verdict judge(DatabaseUserScope scope) {
    return switch (scope.reach()) {
      case EVERYTHING -> violation("allows signing in to every database, past any proxy");
      case EVERY_PROXY -> violation("allows signing in to every proxy").advise();
      case NOTHING -> violation("allows nothing, because no proxy has such an id").advise();
      case PROXY ->
          scope.everyUser()
              ? violation("allows signing in to the proxy as any user").advise()
              : compliant();
      case DATABASE -> compliant();
    };
  }
}
