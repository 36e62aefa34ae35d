package io.datatier.rehearsal.cloudwatch;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.sns.Deliveries;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/events/target.go of the provider. Its import id is the rule's id and the
 * target's id, separated by a slash.
 *
 * <p>Checked: the rule and the target resource exist; five targets per rule; retries.
 */
@AutoService(ResourceType.class)
public final class EventTarget implements ResourceType {

  public static final String TYPE = "aws:cloudwatch/eventTarget:EventTarget";

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
  private static final int MOST = 5;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EventBridge Target")
        .replacedBy("eventBusName", "rule", "targetId")
        .autoNamed(AutoName.of("targetId", 255))
        .unread("forceDestroy");
  }

  /** The id of a target's rule. */
  static String ruleOf(Fields target) {
    var bus = target.text("eventBusName", EventRule.DEFAULT_BUS);
    var rule = target.text("rule", "");
    return bus.equals(EventRule.DEFAULT_BUS) ? rule : bus + "/" + rule;
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .or(
            () ->
                account
                    .all(TYPE)
                    .filter(
                        target ->
                            (ruleOf(target.properties()) + "/" + target.text("targetId").orElse(""))
                                .equals(id.replaceFirst("^default/", "")))
                    .findFirst());
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("eventBusName", EventRule.DEFAULT_BUS)
        .fill("forceDestroy", false)
        .arn("arn")
        .arn("roleArn")
        .matches("targetId", ID, "have 1 to 64 letters, digits and _.-")
        .atMostOne("input", "inputPath", "inputTransformer")
        .length("input", 0, 8192)
        .length("inputPath", 0, 256)
        .within("deadLetterConfig", letters -> letters.arn("arn"))
        .within(
            "retryPolicy",
            retries ->
                retries
                    .between("maximumEventAgeInSeconds", 60, 86_400, "seconds")
                    .between("maximumRetryAttempts", 0, 185, "attempts"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var rule = ruleOf(properties);
    if (account.find(EventRule.TYPE, rule).isEmpty()) {
      throw new AwsFault(
          "ResourceNotFoundException",
          "Rule %s does not exist on EventBus %s."
              .formatted(properties.text("rule", ""), properties.text("eventBusName", "")));
    }
    List<Entity> others =
        account.all(TYPE).filter(target -> ruleOf(target.properties()).equals(rule)).toList();
    if (others.size() >= MOST) {
      throw new AwsFault(
          "LimitExceededException",
          "The requested resource exceeds the maximum number allowed: %d targets per rule."
              .formatted(MOST));
    }
    var target = properties.text("targetId", "");
    var id = rule.replace('/', '-') + "-" + target;
    // PutTargets updates an existing target with the same id; two resources for one target are an
    // error.
    requireFree(
        account,
        id,
        "ResourceAlreadyExistsException",
        "Target %s already exists on rule %s.".formatted(target, rule));
    return made(account, id, properties);
  }

  @Override
  public void admit(Account account, Fields properties) {
    Deliveries.requireReachable(account, properties.text("arn", ""), "ValidationException");
    properties
        .fields("deadLetterConfig")
        .text("arn")
        .ifPresent(arn -> Deliveries.requireReachable(account, arn, "ValidationException"));
  }
}
