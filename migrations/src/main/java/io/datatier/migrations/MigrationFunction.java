package io.datatier.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The Lambda handler, for the event {@code {"migration": "users", "users": [{"name": "…", "access":
 * "readWrite" or "readOnly", "secretArn": "…"}]}}. It runs only SQL that it contains, whatever the
 * event. It returns {@code {"users": ["…"], "created": n}}, where {@code created} counts the
 * secrets that got their first value. It neither returns nor logs their content.
 *
 * <p>Environment: DATABASE_ADMIN_ENDPOINT ({@code host:port}), DATABASE_ADMIN_SECRET_ARN and
 * DATABASE_NAME.
 */
public final class MigrationFunction implements RequestStreamHandler {

  // Leaves time for the SDK's retries. A security group that blocks the way shows as silence.
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final Secrets secrets;

  /** The function, as Lambda creates it. */
  public MigrationFunction() {
    this(
        System.getenv(),
        new AwsSecrets(
            SecretsManagerClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(limits -> limits.apiCallTimeout(ANSWER_TIMEOUT))
                .build()));
  }

  MigrationFunction(Map<String, String> environment, Secrets secrets) {
    this.environment = environment;
    this.secrets = secrets;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = MigrationEvent.parse(new String(input.readAllBytes(), UTF_8));
    var result = new Migration(AdminEndpoint.of(environment), secrets).run(event);
    output.write(result.json().getBytes(UTF_8));
  }
}
