package io.datatier.rehearsal.cloudwatch;

import com.google.auto.service.AutoService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Json;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Schedule;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/events/rule.go of the provider. The id is the name, prefixed with the
 * bus and a slash unless it is on the default bus.
 *
 * <p>Checked: rate and cron expressions, pattern format, bus; not deleted while it has targets.
 */
@AutoService(ResourceType.class)
public final class EventRule implements ResourceType {

  public static final String TYPE = "aws:cloudwatch/eventRule:EventRule";

  static final String DEFAULT_BUS = "default";

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
  private static final String ENABLED = "ENABLED";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EventBridge Rule")
        .replacedBy("eventBusName", "name", "namePrefix")
        .filledByAws("isEnabled", "state")
        .documents("eventPattern")
        .autoNamed(AutoName.of("name", 64))
        .unread("forceDestroy");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id).or(() -> account.find(TYPE, id.replaceFirst("^default/", "")));
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("eventBusName", DEFAULT_BUS)
        .fill("forceDestroy", false)
        .matches("name", NAME, "have 1 to 64 letters, digits and _.-")
        .length("description", 0, 512)
        .length("scheduleExpression", 0, 256)
        .length("eventPattern", 0, 4096)
        .matches("scheduleExpression", Schedule.FORM, Schedule.RULE)
        .document("eventPattern")
        .arn("roleArn")
        .oneOf("state", "DISABLED", ENABLED, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")
        .atMostOne("state", "isEnabled");
    var values = inputs.values();
    if (!values.has("scheduleExpression") && !values.has("eventPattern")) {
      inputs.fail("scheduleExpression", "this or eventPattern must be set");
    }
    if (values.has("scheduleExpression")
        && !values.text("eventBusName", DEFAULT_BUS).equals(DEFAULT_BUS)) {
      inputs.fail("scheduleExpression", "is for the default event bus only");
    }
    values
        .text("eventPattern")
        .flatMap(Json::object)
        .flatMap(EventRule::notMatching)
        .ifPresent(
            member -> inputs.fail("eventPattern", "must have a list of matches for " + member));
  }

  /** The first member of a pattern that is neither an object nor a list. */
  private static Optional<String> notMatching(JsonObject pattern) {
    for (var member : pattern.entrySet()) {
      JsonElement value = member.getValue();
      if (value.isJsonObject()) {
        var within = notMatching(value.getAsJsonObject());
        if (within.isPresent()) {
          return within.map(name -> member.getKey() + "." + name);
        }
      } else if (!value.isJsonArray()) {
        return Optional.of(member.getKey());
      }
    }
    return Optional.empty();
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    // The deprecated property and the new one mean the same.
    boolean isEnabled =
        properties
            .text("state")
            .map(state -> !state.equals("DISABLED"))
            .orElse(!properties.has("isEnabled") || properties.flag("isEnabled"));
    return properties
        .withDefault("isEnabled", isEnabled)
        .withDefault("state", isEnabled ? ENABLED : "DISABLED");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var bus = properties.text("eventBusName", DEFAULT_BUS);
    var name = properties.text("name", "");
    var path = bus.equals(DEFAULT_BUS) ? name : bus + "/" + name;
    // PutRule updates an existing rule with the same name; two resources for one rule are an error.
    requireFree(
        account,
        path,
        "ResourceAlreadyExistsException",
        "Rule %s already exists on %s.".formatted(name, bus));
    return made(account, path, properties.with("arn", account.arn("events", "rule/" + path)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    boolean hasTargets =
        account
            .all(EventTarget.TYPE)
            .anyMatch(target -> EventTarget.ruleOf(target.properties()).equals(entity.id()));
    if (hasTargets) {
      throw new AwsFault(
          "ValidationException",
          "Rule can't be deleted since it has targets: " + entity.text("name").orElse(""));
    }
    return account.without(entity);
  }
}
