package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datatier.rehearsal.login.AccessKeys.AccessKey;
import io.datatier.rehearsal.login.SecretStore.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets Manager on loopback: GetSecretValue and PutSecretValue, as AWS's SDKs ask for them. A
 * caller is known by the access key that it signs with; the signature is not checked.
 */
final class SecretsEndpoint implements AutoCloseable {

  private static final Pattern KEY_ID = Pattern.compile("Credential=([^/]+)/");

  private final SecretStore secrets;
  private final AccessKeys keys;
  private final HttpServer server;

  private SecretsEndpoint(SecretStore secrets, AccessKeys keys, HttpServer server) {
    this.secrets = secrets;
    this.keys = keys;
    this.server = server;
  }

  static SecretsEndpoint open(SecretStore secrets, AccessKeys keys) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var endpoint = new SecretsEndpoint(secrets, keys, server);
    server.createContext("/", endpoint::answer);
    server.start();
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked =
          JsonParser.parseString(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
              .getAsJsonObject();
      try {
        respond(exchange, 200, answer(exchange, asked));
      } catch (Refused refused) {
        var error = new JsonObject();
        error.addProperty("__type", refused.code());
        error.addProperty("Message", refused.getMessage());
        respond(exchange, 400, error);
      }
    }
  }

  private JsonObject answer(HttpExchange exchange, JsonObject asked) throws Refused {
    var caller = caller(exchange).role();
    var arn = asked.get("SecretId").getAsString();
    var answer = new JsonObject();
    answer.addProperty("ARN", arn);
    if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".PutSecretValue")) {
      secrets.write(caller, arn, asked.get("SecretString").getAsString());
    } else {
      answer.addProperty("SecretString", secrets.read(caller, arn));
    }
    return answer;
  }

  private AccessKey caller(HttpExchange exchange) throws Refused {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .map(KEY_ID::matcher)
        .filter(Matcher::find)
        .flatMap(signed -> keys.find(signed.group(1)))
        .orElseThrow(
            () ->
                new Refused(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid."));
  }

  private static void respond(HttpExchange exchange, int status, JsonObject answer)
      throws IOException {
    var bytes = answer.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
