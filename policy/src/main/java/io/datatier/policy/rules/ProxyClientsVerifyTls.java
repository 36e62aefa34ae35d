package io.datatier.policy.rules;

import static io.datatier.policy.resources.Clients.FUNCTION;
import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.WeakTls;
import io.datatier.policy.resources.ClientVariables;
import io.datatier.policy.resources.Clients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** No client of a proxy turns TLS off, makes it optional or trusts whoever answers. */
public final class ProxyClientsVerifyTls {

  public static final Rule RULE =
      Rule.named("proxy-clients-verify-tls")
          .title("Clients of RDS Proxy use TLS and verify it")
          .because("a man in the middle could read passwords and rows")
          .fix("connect with sslmode=verify-full; Amazon's root certificates sign the proxy's")
          .tags("NIST 800-53 r5: SC-8, SC-23")
          .severity(MEDIUM)
          .advisory()
          .on(FUNCTION, ProxyClientsVerifyTls::judge)
          .on(Clients.workers(), ProxyClientsVerifyTls::judge)
          .onStack(ProxyClientsVerifyTls::judgeStack);

  private ProxyClientsVerifyTls() {}

  private static Verdict judge(ResourceView client) {
    var variables = ClientVariables.of(client);
    if (variables.texts().stream().noneMatch(it -> WeakTls.mayBeIn(it.key(), it.value()))) {
      return compliant();
    }
    var found = variables.texts().stream().map(it -> WeakTls.in(it.value())).toList();
    return Verdict.each(List.of(WeakTls.values()), weak -> judge(variables, found, weak));
  }

  private static Verdict judge(
      ClientVariables variables, List<Map<WeakTls, WeakTls.Found>> all, WeakTls weak) {
    var sure = new ArrayList<String>();
    var perhaps = new ArrayList<String>(variables.where(weak::isIn));
    for (var index = 0; index < all.size(); index++) {
      var text = variables.texts().get(index);
      var found = Objects.requireNonNull(all.get(index).get(weak));
      if (found.toProxy()) {
        sure.add(text.path());
      } else if (found.somewhere() && !perhaps.contains(text.path())) {
        perhaps.add(text.path());
      }
    }
    return Verdict.all(
        Verdict.each(sure, path -> violation(path, weak.words())),
        Verdict.each(
            perhaps,
            path -> variables.judgeByPlace(violation(weak.words()), compliant()).at(path)));
  }

  private static Verdict judgeStack(StackView stack) {
    return ClientVariables.judgeOpen(
        stack,
        RULE.types(),
        ProxyClientsVerifyTls::judge,
        violation("weakens TLS for its connections to a proxy"));
  }
}
