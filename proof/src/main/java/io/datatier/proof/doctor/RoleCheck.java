package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** Whether the proxy's role may read each secret and decrypt it: IAM's simulator says so. */
final class RoleCheck implements Check {

  private final IamClient iam;
  private final Secrets secrets;

  RoleCheck(IamClient iam, Secrets secrets) {
    this.iam = iam;
    this.secrets = secrets;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return tier.proxies().stream()
        .flatMap(
            proxy ->
                Secrets.of(proxy)
                    .flatMap(
                        secret ->
                            Stream.of(
                                new Question(
                                    AUTHENTICATION,
                                    "role " + name(proxy),
                                    () -> Stream.of(reads(proxy, secret))),
                                new Question(
                                    AUTHENTICATION,
                                    "secret " + Secrets.name(secret),
                                    () -> decrypts(proxy, secret).stream()))));
  }

  private static String name(Proxy proxy) {
    return proxy.itself().roleArn().replaceFirst(".*/", "");
  }

  private Finding reads(Proxy proxy, String secret) {
    return judge(
        proxy, secret, "secretsmanager:GetSecretValue", secret, "secret " + Secrets.name(secret));
  }

  /**
   * The policy of AWS's own key, whose ARN is not given, admits everyone who may read the secret.
   */
  private Optional<Finding> decrypts(Proxy proxy, String secret) {
    return Optional.ofNullable(secrets.description(secret).kmsKeyId())
        .filter(key -> key.startsWith("arn:") && key.contains(":key/"))
        .map(
            key ->
                judge(
                    proxy,
                    secret,
                    "kms:Decrypt",
                    key,
                    "the key of secret " + Secrets.name(secret)));
  }

  private Finding judge(Proxy proxy, String secret, String action, String resource, String text) {
    var allowed =
        iam
            .simulatePrincipalPolicy(
                request ->
                    request
                        .policySourceArn(proxy.itself().roleArn())
                        .actionNames(action)
                        .resourceArns(resource)
                        .contextEntries(viaSecretsManager(secret)))
            .evaluationResults()
            .stream()
            .allMatch(it -> it.evalDecision() == PolicyEvaluationDecisionType.ALLOWED);
    return allowed
        ? Finding.good(AUTHENTICATION, "role %s has %s on %s".formatted(name(proxy), action, text))
        : Finding.bad(
            AUTHENTICATION,
            "role %s of proxy %s has no %s on %s"
                .formatted(name(proxy), proxy.name(), action, text),
            "Run `pulumi up --refresh`: the stack gives the role what it needs.");
  }

  /**
   * Who decrypts, which policies name in a condition: {@code secretsmanager.REGION.amazonaws.com},
   * in China with one more ending.
   *
   * @param secret its ARN, {@code arn:PARTITION:secretsmanager:REGION:...}
   */
  private static ContextEntry viaSecretsManager(String secret) {
    var parts = secret.split(":", 5);
    return ContextEntry.builder()
        .contextKeyName("kms:ViaService")
        .contextKeyType(ContextKeyTypeEnum.STRING)
        .contextKeyValues(
            "secretsmanager.%s.amazonaws.com%s"
                .formatted(parts[3], parts[1].equals("aws-cn") ? ".cn" : ""))
        .build();
  }
}
