package io.datatier.policy.rules;

import static io.datatier.policy.resources.Clients.FUNCTION;
import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.StartupOptions;
import io.datatier.policy.resources.ClientVariables;
import io.datatier.policy.resources.Clients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.LinkedHashMap;
import java.util.Objects;

/** No client sends options with its connection to a proxy, which would refuse the connection. */
public final class ProxyClientsSendNoOptions {

  private static final Verdict SENT = violation("sends options to a proxy");

  private static final Verdict LIBPQ = violation("has libpq send options, which a proxy refuses");

  public static final Rule RULE =
      Rule.named("proxy-clients-send-no-options")
          .title("Clients of RDS Proxy send no options when they connect")
          .because("RDS Proxy refuses the connection with 0A000, feature not supported")
          .fix("remove the options and set them once by ALTER ROLE ... SET")
          .severity(MEDIUM)
          .advisory()
          .on(FUNCTION, ProxyClientsSendNoOptions::judge)
          .on(Clients.workers(), ProxyClientsSendNoOptions::judge)
          .onStack(ProxyClientsSendNoOptions::judgeStack);

  private ProxyClientsSendNoOptions() {}

  private static Verdict judge(ResourceView client) {
    var variables = ClientVariables.of(client);
    var sent = new LinkedHashMap<String, StartupOptions.Sent>();
    variables
        .texts()
        .forEach(text -> sent.put(text.path(), StartupOptions.in(text.key(), text.value())));
    if (sent.values().stream().noneMatch(StartupOptions.Sent::mentioned)) {
      return compliant();
    }
    var named = variables.named(StartupOptions.VARIABLE);
    var meant = variables.where(StartupOptions::areIn);
    var others = sent.keySet().stream().filter(path -> !named.contains(path)).toList();
    return Verdict.all(
        // A client without another host counts as one of the proxy.
        Verdict.each(named, path -> variables.judgeByPlace(LIBPQ, LIBPQ).at(path)),
        Verdict.each(
            others,
            path -> {
              var it = Objects.requireNonNull(sent.get(path));
              if (it.toProxy()) {
                return SENT.at(path);
              }
              // Other options are a connection's, which may be that of a database that nothing
              // names.
              return it.somewhere() || meant.contains(path)
                  ? variables.judgeByPlace(SENT, compliant()).at(path)
                  : compliant();
            }));
  }

  private static Verdict judgeStack(StackView stack) {
    return ClientVariables.judgeOpen(stack, RULE.types(), ProxyClientsSendNoOptions::judge, SENT);
  }
}
