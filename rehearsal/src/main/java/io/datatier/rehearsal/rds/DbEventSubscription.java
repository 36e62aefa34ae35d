package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Follows internal/service/rds/event_subscription.go of the provider. */
public final class DbEventSubscription implements ResourceType {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,255}");

  /** The types of sources that are known here, each with the property by which they are named. */
  private static final Map<String, List<String>> SOURCES =
      Map.of(
          "db-cluster", List.of(Types.CLUSTER, "clusterIdentifier"),
          "db-instance", List.of(Types.INSTANCE, "identifier"),
          "db-parameter-group", List.of(Types.PARAMETER_GROUP, "name"),
          "db-proxy", List.of(Types.PROXY, "name"));

  @Override
  public Traits traits() {
    return Traits.of(Types.EVENT_SUBSCRIPTION, "RDS Event Subscription")
        .replacedBy("name", "namePrefix")
        .unordered("eventCategories", "sourceIds")
        .autoNamed("name", 255);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("enabled", true)
        .matches("name", NAME, "have 1 to 255 letters, digits and hyphens")
        .arn("snsTopic")
        .oneOf(
            "sourceType",
            "blue-green-deployment",
            "custom-engine-version",
            "db-cluster",
            "db-cluster-snapshot",
            "db-instance",
            "db-parameter-group",
            "db-proxy",
            "db-security-group",
            "db-shard-group",
            "db-snapshot",
            "zero-etl");
    for (var name : List.of("sourceIds", "eventCategories")) {
      if (!inputs.values().items(name).isEmpty()) {
        inputs.required("sourceType", "with " + name);
      }
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(Types.EVENT_SUBSCRIPTION, name).isPresent()) {
      throw new AwsFault(
          "SubscriptionAlreadyExist", "Subscription %s already exists.".formatted(name));
    }
    hears(account, properties);
    return Made.in(
        account,
        new Entity(
            Types.EVENT_SUBSCRIPTION,
            name,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("rds", "es:" + name))
                .with("customerAwsId", Value.of(account.number()))));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    hears(account, properties);
    return Made.in(account, before.with(properties));
  }

  private static void hears(Account account, Fields properties) {
    var topic = properties.text("snsTopic", "");
    if (topic.startsWith(account.arn("sns", "")) && account.find(Types.TOPIC, topic).isEmpty()) {
      throw new AwsFault("SNSTopicArnNotFound", "The topic %s does not exist.".formatted(topic));
    }
    var source = SOURCES.get(properties.text("sourceType", ""));
    if (source == null) {
      return;
    }
    properties.texts("sourceIds").stream()
        .filter(id -> account.findBy(source.get(0), source.get(1), id).isEmpty())
        .findFirst()
        .ifPresent(
            id -> {
              throw new AwsFault(
                  "SourceNotFound",
                  "Could not find source: %s of type %s."
                      .formatted(id, properties.text("sourceType", "")));
            });
  }
}
