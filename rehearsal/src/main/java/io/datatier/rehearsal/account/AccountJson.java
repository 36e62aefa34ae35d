package io.datatier.rehearsal.account;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.ValueJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The account file's format: JSON that people can read and edit. */
final class AccountJson {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private AccountJson() {}

  static String write(Account account) {
    var json = new JsonObject();
    json.addProperty("account", account.number());
    json.addProperty("salt", account.salt());
    json.addProperty("changes", account.changes());
    json.addProperty("now", account.now().toString());
    if (!account.calls().equals(CallCounts.NONE)) {
      json.add("calls", write(account.calls()));
    }
    json.add("resources", toJson(account.entities()));
    return GSON.toJson(json) + "\n";
  }

  static String write(List<Entity> entities) {
    return GSON.toJson(toJson(entities)) + "\n";
  }

  private static JsonArray toJson(List<Entity> entities) {
    var resources = new JsonArray();
    entities.forEach(entity -> resources.add(write(entity)));
    return resources;
  }

  private static JsonObject write(CallCounts calls) {
    var json = new JsonObject();
    json.addProperty("plan", calls.plan());
    json.add("made", GSON.toJsonTree(new TreeMap<>(calls.made())));
    json.add("met", GSON.toJsonTree(new TreeMap<>(calls.met())));
    return json;
  }

  private static JsonObject write(Entity entity) {
    var json = new JsonObject();
    json.addProperty("type", entity.type());
    json.addProperty("id", entity.id());
    json.addProperty("region", entity.region());
    if (entity.isGiven()) {
      json.addProperty("given", true);
    }
    entity.owner().ifPresent(owner -> json.add("owner", write(owner)));
    entity.transition().ifPresent(transition -> json.add("transition", write(transition)));
    entity.pending().ifPresent(pending -> json.add("pending", write(pending)));
    json.add("properties", entity.properties().toJson());
    return json;
  }

  private static JsonObject write(Origin.OwnedBy owner) {
    var json = new JsonObject();
    json.addProperty("type", owner.type());
    json.addProperty("id", owner.id());
    return json;
  }

  private static JsonObject write(Transition transition) {
    var json = new JsonObject();
    json.addProperty("status", transition.status());
    json.addProperty("since", transition.since().toString());
    json.addProperty("until", transition.until().toString());
    return json;
  }

  private static JsonObject write(Pending pending) {
    var json = new JsonObject();
    json.addProperty("due", pending.due().toString());
    json.add("values", pending.values().toJson());
    return json;
  }

  /**
   * Reads an account.
   *
   * @throws JsonParseException if the text is not an account; the message says why
   */
  static Account read(String text) {
    try {
      return readAccount(text);
    } catch (IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | DateTimeException e) {
      // Gson throws these for a value of the wrong type.
      throw new JsonParseException(e.getMessage(), e);
    } catch (ClassCastException | NullPointerException e) {
      throw new JsonParseException("a list or an object is missing, or of another type", e);
    }
  }

  private static Account readAccount(String text) {
    var json = JsonParser.parseString(text).getAsJsonObject();
    var region = text(json, "region", "us-east-1");
    var entities = new ArrayList<Entity>();
    array(json, "resources")
        .forEach(resource -> entities.add(readEntity(resource.getAsJsonObject(), region)));
    return new Account(
        text(json, "account", Account.NUMBER),
        region,
        text(json, "salt", ""),
        json.has("changes") ? json.get("changes").getAsLong() : 0,
        entities,
        Instant.parse(text(json, "now", Instant.EPOCH.toString())),
        json.has("calls") ? readCalls(json.getAsJsonObject("calls")) : CallCounts.NONE);
  }

  private static CallCounts readCalls(JsonObject json) {
    return new CallCounts(
        json.get("plan").getAsString(),
        readCounts(json.getAsJsonObject("made")),
        readCounts(json.getAsJsonObject("met")));
  }

  private static Map<String, Integer> readCounts(JsonObject json) {
    var counts = new TreeMap<String, Integer>();
    json.entrySet().forEach(count -> counts.put(count.getKey(), count.getValue().getAsInt()));
    return counts;
  }

  private static Entity readEntity(JsonObject json, String region) {
    Origin origin = new Origin.Made();
    if (json.has("given")) {
      origin = new Origin.Given();
    } else if (json.has("owner")) {
      var owner = json.getAsJsonObject("owner");
      origin = new Origin.OwnedBy(text(owner, "type"), text(owner, "id"));
    }
    var entity =
        new Entity(
            text(json, "type"),
            text(json, "id"),
            text(json, "region", region),
            origin,
            ValueJson.fields(
                json.has("properties") ? json.getAsJsonObject("properties") : new JsonObject()),
            Optional.ofNullable(json.getAsJsonObject("transition"))
                .map(AccountJson::readTransition),
            Optional.ofNullable(json.getAsJsonObject("pending")).map(AccountJson::readPending));
    if (entity.isScheduledForDeletion() && entity.deletionDate().isEmpty()) {
      throw new JsonParseException(
          "%s of %s %s must be a time such as 2030-01-31T00:00:00Z, but is %s"
              .formatted(
                  Entity.DELETION_DATE,
                  entity.type(),
                  entity.id(),
                  json.getAsJsonObject("properties").get(Entity.DELETION_DATE)));
    }
    return entity;
  }

  private static Transition readTransition(JsonObject json) {
    return new Transition(
        text(json, "status"),
        Instant.parse(text(json, "since")),
        Instant.parse(text(json, "until")));
  }

  private static Pending readPending(JsonObject json) {
    return new Pending(
        ValueJson.fields(json.getAsJsonObject("values")), Instant.parse(text(json, "due")));
  }

  private static String text(JsonObject json, String name) {
    if (!json.has(name)) {
      throw new JsonParseException("a resource has no " + name + ": " + json);
    }
    return json.get(name).getAsString();
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.has(name) ? json.get(name).getAsString() : otherwise;
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonArray(name) : new JsonArray();
  }
}
