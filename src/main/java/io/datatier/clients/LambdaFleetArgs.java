package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/**
 * Functions and the one way to the database that they have.
 *
 * @param logKey the KMS key of their logs; without one CloudWatch Logs uses its own
 */
public record LambdaFleetArgs(
    LambdaFleetSettings settings, ProxyEndpoint endpoint, Optional<Output<String>> logKey) {

  /**
   * @throws InvalidValue if a function names a user that the proxy does not know, or wants a
   *     read-only endpoint that it does not have
   */
  public LambdaFleetArgs {
    settings.functions().forEach(function -> function.login().through(endpoint));
  }

  /** The same functions, their logs encrypted with {@code keys}. */
  public LambdaFleetArgs encryptedWith(EncryptionKeys keys) {
    return new LambdaFleetArgs(settings, endpoint, keys.logs());
  }

  ProxyLogin loginOf(FunctionSettings function) {
    return function.login().through(endpoint);
  }

  LogGroups logGroups() {
    return new LogGroups(settings.logRetention(), logKey);
  }
}
