package io.datatier.proof.doctor;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services that are asked; none is changed. */
record Aws(
    RdsClient rds,
    Ec2Client ec2,
    LambdaClient lambda,
    CloudWatchClient metrics,
    SecretsManagerClient secrets,
    IamClient iam,
    AutoScalingClient groups,
    StsClient sts,
    SdkHttpClient http)
    implements AutoCloseable {

  /**
   * Those of a region, with the credentials that the AWS SDK finds.
   *
   * @param endpoint of all services, if it is not AWS's own
   * @throws Refusal if it finds none
   */
  static Aws in(String region, Optional<URI> endpoint) {
    var credentials = Credentials.find();
    var http = UrlConnectionHttpClient.builder().build();
    return new Aws(
        set(RdsClient.builder(), region, endpoint, credentials, http).build(),
        set(Ec2Client.builder(), region, endpoint, credentials, http).build(),
        set(LambdaClient.builder(), region, endpoint, credentials, http).build(),
        set(CloudWatchClient.builder(), region, endpoint, credentials, http).build(),
        set(SecretsManagerClient.builder(), region, endpoint, credentials, http).build(),
        set(IamClient.builder(), region, endpoint, credentials, http).build(),
        set(AutoScalingClient.builder(), region, endpoint, credentials, http).build(),
        set(StsClient.builder(), region, endpoint, credentials, http).build(),
        http);
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B set(
      B builder,
      String region,
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      SdkHttpClient http) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(settings -> settings.addExecutionInterceptor(Refusal.NAMING_CALLS));
  }

  @Override
  public void close() {
    rds.close();
    ec2.close();
    lambda.close();
    metrics.close();
    secrets.close();
    iam.close();
    groups.close();
    sts.close();
    http.close();
  }
}
