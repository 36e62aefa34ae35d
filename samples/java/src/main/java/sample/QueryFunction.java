package sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A Lambda handler that queries PostgreSQL through RDS Proxy, with the environment that datatier
 * gives every function. Handler: {@code sample.QueryFunction}.
 */
public final class QueryFunction implements RequestStreamHandler {

  private static final int SECONDS_TO_ANSWER = 2;
  private static final Duration LIFE_OF_TOKEN = Duration.ofMinutes(15);

  private final Map<String, String> environment = System.getenv();

  // Kept between invocations: an execution environment serves one at a time.
  private @Nullable Connection connection;
  private @Nullable String password;

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    // Without an open transaction the proxy can lend the database connection to the next client.
    try (var query = connection().createStatement();
        var row = query.executeQuery("SELECT current_user, current_database()")) {
      row.next();
      var found = Map.of("user", row.getString(1), "database", row.getString(2));
      output.write(new Gson().toJson(found).getBytes(UTF_8));
    } catch (SQLException failed) {
      throw new IOException("The query failed: " + failed.getMessage(), failed);
    }
  }

  // The proxy closes connections after its idle timeout, and a failover may close them.
  private Connection connection() throws SQLException {
    var open = connection;
    if (open == null || !open.isValid(SECONDS_TO_ANSWER)) {
      if (open != null) {
        open.close();
      }
      open = logIn();
      connection = open;
    }
    return open;
  }

  private Connection logIn() throws SQLException {
    var known = Optional.ofNullable(password);
    if (known.isPresent()) {
      try {
        return logIn(known.get());
      } catch (SQLException refused) {
        // SQLSTATE class 28: the password was changed since it was read, as RDS does every seven
        // days with the master user's.
        if (!String.valueOf(refused.getSQLState()).startsWith("28")) {
          throw refused;
        }
      }
    }
    return logIn(currentPassword());
  }

  private Connection logIn(String secret) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", of("DATABASE_USER"));
    properties.setProperty("password", secret);
    properties.setProperty("sslmode", of("DATABASE_SSLMODE"));
    // A proxy's certificate comes from Amazon's public authorities, which Java's own trust store
    // contains, also that of Lambda's Java runtimes. The RDS bundle does not verify it.
    properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    properties.setProperty("connectTimeout", "10");
    // Otherwise the driver sends SET when it connects, and prepares statements by name: RDS Proxy
    // then pins the session to one database connection (docs/proof.md, drivers).
    properties.setProperty("assumeMinServerVersion", "12");
    properties.setProperty("prepareThreshold", "0");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(of("RDS_PROXY_ENDPOINT"), of("DATABASE_PORT"), of("DATABASE_NAME")),
        properties);
  }

  private String currentPassword() {
    if (of("DATABASE_AUTHENTICATION").equals("iam")) {
      // Valid for 15 minutes, so one for each login, not one for each query. Nothing is sent.
      return token();
    }
    var read = readSecret();
    password = read;
    return read;
  }

  // The URL of a signed request that is never sent, without "https://", as RdsUtilities of
  // software.amazon.awssdk:rds makes it.
  private String token() {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host(of("RDS_PROXY_ENDPOINT"))
            .port(Integer.parseInt(of("DATABASE_PORT")))
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("DBUser", of("DATABASE_USER"))
            .build();
    try (var credentials = DefaultCredentialsProvider.builder().build()) {
      var signed =
          AwsV4HttpSigner.create()
              .sign(
                  signing ->
                      signing
                          .identity(credentials.resolveCredentials())
                          .request(request)
                          .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                          .putProperty(AwsV4HttpSigner.REGION_NAME, of("AWS_REGION"))
                          .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                          .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE_OF_TOKEN));
      return signed.request().getUri().toString().substring("https://".length());
    }
  }

  private String readSecret() {
    try (var secrets =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      var value = secrets.getSecretValue(get -> get.secretId(of("RDS_SECRET_ARN")));
      return JsonParser.parseString(value.secretString())
          .getAsJsonObject()
          .get("password")
          .getAsString();
    }
  }

  private String of(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .orElseThrow(() -> new IllegalStateException(variable + " is not set"));
  }
}
