package io.datatier.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager as it is on the wire: JSON 1.1, the operation in a header, errors by type. */
final class AwsSecretsTest {

  private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders";
  private static final Credentials ORDERS = new Credentials("orders", "canary");

  private final List<JsonObject> requests = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server = HttpServer.create();
  private SecretsManagerClient client;
  private AwsSecrets secrets;

  AwsSecretsTest() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client =
        SecretsManagerClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "SKEY")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    secrets = new AwsSecrets(client);
  }

  @BeforeEach
  void startServer() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    client.close();
    server.stop(0);
  }

  @Test
  void reads_the_current_value() {
    answers.put("GetSecretValue", value("{\"username\":\"orders\",\"password\":\"canary\"}"));
    assertEquals(Optional.of(ORDERS), secrets.read(ARN));
    assertEquals(ARN, requests.get(0).get("SecretId").getAsString());
  }

  @Test
  void finds_nothing_in_a_secret_without_a_value() {
    answers.put("GetSecretValue", "{\"__type\":\"ResourceNotFoundException\"}");
    assertEquals(Optional.empty(), secrets.read(ARN));
  }

  @Test
  void writes_what_the_proxy_reads() {
    answers.put("PutSecretValue", "{}");
    secrets.write(ARN, ORDERS);
    assertEquals(ARN, requests.get(0).get("SecretId").getAsString());
    assertEquals(
        JsonParser.parseString("{\"username\":\"orders\",\"password\":\"canary\"}"),
        JsonParser.parseString(requests.get(0).get("SecretString").getAsString()));
  }

  @Test
  void says_that_a_secret_is_to_be_made() {
    answers.put("PutSecretValue", "{\"__type\":\"ResourceNotFoundException\"}");
    assertEquals(
        "The secret " + ARN + " does not exist. Create it and run again.",
        failure(() -> secrets.write(ARN, ORDERS)));
  }

  @Test
  void says_what_is_not_allowed() {
    answers.put("GetSecretValue", "{\"__type\":\"AccessDeniedException\",\"message\":\"canary\"}");
    assertEquals(
        "Secrets Manager did not read the secret "
            + ARN
            + ": AccessDeniedException. Allow the function's role to do so, on the secret and its key.",
        failure(() -> secrets.read(ARN)));
  }

  @Test
  void says_that_nobody_answers() {
    server.stop(0);
    assertEquals(
        "Secrets Manager did not respond to a request for the secret "
            + ARN
            + ". Give the function's security group and subnets a route to it: an interface"
            + " endpoint or a NAT gateway.",
        failure(() -> secrets.read(ARN)));
  }

  @Test
  void does_not_quote_a_value_that_it_cannot_read() {
    var unreadable =
        List.of(
            "canary",
            "{canary",
            "[]",
            "{}",
            "{\"username\":\"canary\"}",
            "{\"username\":\"canary\",\"password\":\"\"}",
            "{\"username\":\"canary\",\"password\":{}}");
    for (var text : unreadable) {
      answers.put("GetSecretValue", value(text));
      var refusal = failure(() -> secrets.read(ARN));
      assertEquals(
          "The secret "
              + ARN
              + " is not JSON with a username and a password. Store such a value, or delete its"
              + " value and let the next run write one.",
          refusal);
    }
  }

  @Test
  void shows_credentials_without_the_password() {
    assertFalse(ORDERS.toString().contains("canary"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(JsonParser.parseString(body).getAsJsonObject());
    var operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").split("\\.", 2)[1];
    var answer = requireNonNull(answers.get(operation), operation).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(isError(operation) ? 400 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private boolean isError(String operation) {
    return requireNonNull(answers.get(operation)).startsWith("{\"__type\"");
  }

  private static String value(String secretString) {
    var value = new JsonObject();
    value.addProperty("ARN", ARN);
    value.addProperty("SecretString", secretString);
    return value.toString();
  }

  private static String failure(Executable attempt) {
    return requireNonNull(assertThrows(MigrationFailed.class, attempt).getMessage());
  }
}
