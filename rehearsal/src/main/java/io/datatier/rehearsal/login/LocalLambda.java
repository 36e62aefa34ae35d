package io.datatier.rehearsal.login;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts functions with what Lambda gives them, led to loopback.
 *
 * @param log takes what the functions print
 */
record LocalLambda(
    Account account,
    AccessKeys keys,
    Path log,
    LocalDatabase database,
    SecretsEndpoint endpoint,
    LocalProxy proxy,
    Loopback loopback) {

  FunctionProcess start(FunctionCode code, Entity function, Map<String, String> others)
      throws IOException {
    var variables = new HashMap<>(Tier.variables(function));
    variables.computeIfPresent("DATABASE_PORT", (name, port) -> "" + proxy.port());
    variables.computeIfPresent(
        "DATABASE_ADMIN_ENDPOINT",
        (name, address) -> address.replaceFirst(":\\d+$", ":" + database.port()));
    var key = keys.issue(function.text("role").orElse(""));
    variables.putAll(
        Map.of(
            "AWS_REGION", account.region(),
            "AWS_DEFAULT_REGION", account.region(),
            "AWS_ACCESS_KEY_ID", key.id(),
            "AWS_SECRET_ACCESS_KEY", key.secret(),
            "AWS_SESSION_TOKEN", "rehearsal",
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.url()));
    variables.putAll(code.environment(loopback));
    variables.putAll(others);
    return FunctionProcess.start(code.command(loopback), variables, log);
  }
}
