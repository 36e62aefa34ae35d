package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/logs/group.go of the provider; retention from the CloudWatch Logs API,
 * PutRetentionPolicy.
 */
final class LogGroup implements Behavior {

  static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  /** Days; 0 is for ever. */
  private static final Set<Integer> RETENTION =
      Set.of(
          0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  @Override
  public Traits traits() {
    return Traits.of(Types.LOG_GROUP, "CloudWatch Logs Log Group")
        .replacedBy("name", "namePrefix", "logGroupClass")
        .filledByAws("logGroupClass")
        .autoNamed("name", 512);
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
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("logGroupClass", "STANDARD");
  }

  static Entity entity(Account account, String name, Fields properties) {
    return new Entity(
        Types.LOG_GROUP,
        name,
        account.region(),
        new Origin.Made(),
        properties
            .with("name", name)
            .with("arn", account.arn("logs", "log-group:" + name))
            .withDefault("retentionInDays", Value.of(0))
            .withDefault("logGroupClass", "STANDARD"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(Types.LOG_GROUP, name).isPresent()) {
      throw new AwsFault(
          "ResourceAlreadyExistsException", "The specified log group already exists: " + name);
    }
    return Made.in(account, entity(account, name, properties));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    return state.flag("skipDestroy") ? account : account.without(entity);
  }
}
