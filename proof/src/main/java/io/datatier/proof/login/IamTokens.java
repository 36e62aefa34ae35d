package io.datatier.proof.login;

import io.datatier.proof.load.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Tokens for IAM authentication, a new one for each connection: the URL of a signed request that is
 * never sent (RDS user guide, "Connecting to your DB instance using IAM authentication"). Signing
 * is local, but for each login RDS calls IAM, which is throttled when there are many.
 */
public final class IamTokens implements Credentials {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static final Duration LIFE = Duration.ofMinutes(15);

  private final String host;
  private final int port;
  private final String user;
  private final Region region;
  private final AwsCredentialsProvider keys;
  private final Queue<Made> made = new ConcurrentLinkedQueue<>();

  /**
   * A token.
   *
   * @param at when it was made, as of {@link System#nanoTime}
   * @param took how long that took, in nanoseconds
   */
  record Made(long at, long took) {}

  /**
   * Tokens for the host that is connected to, signed with the keys that the AWS SDK finds. The
   * region is that in the host's name; for a name of one's own it is the AWS SDK's.
   */
  public IamTokens(String host, int port, String user) {
    this(
        host,
        port,
        user,
        Regions.ofHost(host).orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion()));
  }

  /** Tokens for a host of a region, signed with the keys that the AWS SDK finds. */
  public IamTokens(String host, int port, String user, Region region) {
    this(host, port, user, region, DefaultCredentialsProvider.builder().build());
  }

  IamTokens(String host, int port, String user, Region region, AwsCredentialsProvider keys) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.region = region;
    this.keys = keys;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public String password() {
    var start = System.nanoTime();
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host(host)
            .port(port)
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("DBUser", user)
            .build();
    var identity = keys.resolveCredentials();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE));
    made.add(new Made(start, System.nanoTime() - start));
    return signed.request().getUri().toString().substring("https://".length());
  }

  /** How many were made, and how fast where most were. */
  @Override
  public Optional<String> summary() {
    return Optional.of("IAM tokens for %s: %s".formatted(host, summary(List.copyOf(made))));
  }

  /**
   * RDS asks IAM so often a second, which is what is throttled. The first token takes longer than
   * all others, as the SDK is loaded for it; so half of them say how long one takes.
   */
  static String summary(List<Made> tokens) {
    if (tokens.isEmpty()) {
      return "none made.";
    }
    var moments = tokens.stream().mapToLong(Made::at).sorted().toArray();
    var busiest = 0;
    var first = 0;
    for (var last = 0; last < moments.length; last++) {
      while (moments[last] - moments[first] >= SECOND) {
        first++;
      }
      busiest = Math.max(busiest, last - first + 1);
    }
    var took = tokens.stream().mapToLong(Made::took).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%,d made, %,d of them in the busiest second; signing took %.2f ms for half of them.",
        tokens.size(),
        busiest,
        took[(took.length - 1) / 2] / 1e6);
  }

  @Override
  public String toString() {
    return "IAM tokens of " + user;
  }
}
