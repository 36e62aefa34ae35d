package io.datatier.rehearsal.cloudwatch;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.Caller;
import io.datatier.rehearsal.iam.Context;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.Request;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/logs/group.go of the provider; retention from the CloudWatch Logs API,
 * PutRetentionPolicy.
 *
 * <p>Checked: retention days; a key that CloudWatch Logs can use for this group.
 */
@AutoService(ResourceType.class)
public final class LogGroup implements ResourceType {

  public static final String TYPE = "aws:cloudwatch/logGroup:LogGroup";

  public static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  /** Days; 0 means forever. */
  private static final Set<Integer> RETENTION =
      Set.of(
          0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final List<String> NEEDED =
      List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "CloudWatch Logs Log Group")
        .listedBy("logs describe-log-groups", "logGroups", "logGroupName=name")
        .replacedBy("name", "namePrefix", "logGroupClass")
        .filledByAws("logGroupClass")
        .autoNamed()
        .uniqueAs("ResourceAlreadyExistsException", "The specified log group already exists: %s")
        .unread("skipDestroy");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("retentionInDays", 0)
        .fill("skipDestroy", false)
        .matches("name", NAME, "have 1 to 512 letters, digits and ._-/#")
        .oneOfNumbers("retentionInDays", RETENTION)
        .oneOf("logGroupClass", "STANDARD", "INFREQUENT_ACCESS", "DELIVERY")
        .arn("kmsKeyId");
  }

  @Override
  public void admit(Account account, Fields properties) {
    var name = properties.text("name", "");
    AwsFault.ifAny(
        properties.text("kmsKeyId").filter(reference -> !isUsable(account, reference, name)),
        "AccessDeniedException",
        reference ->
            "The specified KMS key does not exist or is not allowed to be used with LogGroup '%s': the policy of %s must allow kms:Encrypt, kms:Decrypt and kms:GenerateDataKey to %s."
                .formatted(arn(account, name), reference, service(account)));
  }

  private static boolean isUsable(Account account, String reference, String name) {
    if (!reference.contains(":" + account.number() + ":")) {
      return true;
    }
    return Keys.find(account, reference)
        .filter(
            key -> key.text("policy").map(policy -> letsLogs(account, policy, name)).orElse(true))
        .isPresent();
  }

  /**
   * The encryption context contains the group's ARN (CloudWatch Logs user guide, "Encrypt log
   * data").
   */
  private static boolean letsLogs(Account account, String policy, String name) {
    var context = Context.UNKNOWN.with("kms:EncryptionContext:aws:logs:arn", arn(account, name));
    return NEEDED.stream()
        .map(action -> new Request(Caller.service(service(account)), action, "*", context))
        .noneMatch(request -> PolicyDocument.of(policy).evaluate(request).isFalse());
  }

  private static String service(Account account) {
    return "logs." + account.region() + ".amazonaws.com";
  }

  private static String arn(Account account, String name) {
    return account.arn("logs", "log-group:" + name);
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("logGroupClass", "STANDARD");
  }

  /** A log group, which no account has yet. */
  public static Entity named(Account account, String name, Fields properties) {
    return new LogGroup()
        .entity(
            account,
            name,
            properties
                .with("name", name)
                .with("arn", arn(account, name))
                .withDefault("retentionInDays", 0)
                .withDefault("logGroupClass", "STANDARD"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    return Made.in(account, named(account, name, properties));
  }
}
