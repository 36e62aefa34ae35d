package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Functions and the one way to the database that they have.
 *
 * @param functions all of different names
 * @param logRetention of each function's log
 * @param logKey the KMS key of their logs; without one CloudWatch Logs uses its own
 */
public record LambdaFleetArgs(
    List<FunctionSettings> functions,
    ProxyEndpoint endpoint,
    LogRetention logRetention,
    Optional<Output<String>> logKey) {

  /**
   * @throws InvalidValue if two functions have one name, or one names a user that the proxy does
   *     not know, or wants a read-only endpoint that it does not have
   */
  public LambdaFleetArgs {
    functions = List.copyOf(functions);
    var taken = new HashSet<FunctionName>();
    for (var function : functions) {
      function.login().through(endpoint);
      if (!taken.add(function.name())) {
        throw new InvalidValue(function.name().value(), "be listed once");
      }
    }
  }

  /** {@code functions}, connected through {@code endpoint}. */
  public static LambdaFleetArgs of(List<FunctionSettings> functions, ProxyEndpoint endpoint) {
    return new LambdaFleetArgs(functions, endpoint, LogRetention.USUAL, Optional.empty());
  }

  /** The same functions, their logs encrypted with {@code keys}. */
  public LambdaFleetArgs encryptedWith(EncryptionKeys keys) {
    return new LambdaFleetArgs(functions, endpoint, logRetention, keys.logs());
  }

  /** The same functions, their logs kept for {@code retention}. */
  public LambdaFleetArgs keepingLogs(LogRetention retention) {
    return new LambdaFleetArgs(functions, endpoint, retention, logKey);
  }

  ProxyLogin loginOf(FunctionSettings function) {
    return function.login().through(endpoint);
  }

  LogGroups logGroups() {
    return new LogGroups(logRetention, logKey);
  }
}
