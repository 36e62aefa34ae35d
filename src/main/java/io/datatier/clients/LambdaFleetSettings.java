package io.datatier.clients;

import io.datatier.proxy.ProxyEndpoint;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The functions that use the database.
 *
 * @param functions all of different names
 * @param logRetention of each function's log
 */
public record LambdaFleetSettings(List<FunctionSettings> functions, LogRetention logRetention) {

  public LambdaFleetSettings {
    functions = List.copyOf(functions);
    var seen = new HashSet<FunctionName>();
    for (var function : functions) {
      if (!seen.add(function.name())) {
        throw new InvalidValue(function.name().value(), "be listed once");
      }
    }
  }

  /** These functions, connected through {@code endpoint}. */
  public LambdaFleetArgs through(ProxyEndpoint endpoint) {
    return new LambdaFleetArgs(this, endpoint, Optional.empty());
  }
}
