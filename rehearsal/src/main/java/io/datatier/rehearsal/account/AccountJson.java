package io.datatier.rehearsal.account;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The account's file form: JSON that a person can read and change. */
final class AccountJson {

  private static final String FINGERPRINT = "$fingerprint";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private AccountJson() {}

  static String write(Account account) {
    var json = new JsonObject();
    json.addProperty("account", account.number());
    json.addProperty("salt", account.salt());
    json.addProperty("changes", account.changes());
    var used = new JsonArray();
    new TreeSet<>(account.usedFaults()).forEach(used::add);
    json.add("usedFaults", used);
    var resources = new JsonArray();
    account.entities().forEach(entity -> resources.add(write(entity)));
    json.add("resources", resources);
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject write(Entity entity) {
    var json = new JsonObject();
    json.addProperty("type", entity.type());
    json.addProperty("id", entity.id());
    json.addProperty("region", entity.region());
    if (entity.origin() instanceof Origin.Given) {
      json.addProperty("given", true);
    } else if (entity.origin() instanceof Origin.OwnedBy owned) {
      var owner = new JsonObject();
      owner.addProperty("type", owned.type());
      owner.addProperty("id", owned.id());
      json.add("owner", owner);
    }
    json.add("properties", toJson(entity.properties()));
    return json;
  }

  static Account read(String text) {
    var json = JsonParser.parseString(text).getAsJsonObject();
    var region = text(json, "region", "us-east-1");
    var entities = new ArrayList<Entity>();
    array(json, "resources")
        .forEach(resource -> entities.add(readEntity(resource.getAsJsonObject(), region)));
    var used = new TreeSet<Integer>();
    array(json, "usedFaults").forEach(fault -> used.add(fault.getAsInt()));
    return new Account(
        text(json, "account", Account.NUMBER),
        region,
        text(json, "salt", ""),
        json.has("changes") ? json.get("changes").getAsLong() : 0,
        entities,
        used);
  }

  private static Entity readEntity(JsonObject json, String region) {
    Origin origin = new Origin.Made();
    if (json.has("given")) {
      origin = new Origin.Given();
    } else if (json.has("owner")) {
      var owner = json.getAsJsonObject("owner");
      origin = new Origin.OwnedBy(owner.get("type").getAsString(), owner.get("id").getAsString());
    }
    return new Entity(
        json.get("type").getAsString(),
        json.get("id").getAsString(),
        text(json, "region", region),
        origin,
        readFields(json.getAsJsonObject("properties")));
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.has(name) ? json.get(name).getAsString() : otherwise;
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonArray(name) : new JsonArray();
  }

  private static JsonElement toJson(Value value) {
    if (value instanceof Value.Text text) {
      return new JsonPrimitive(text.value());
    } else if (value instanceof Value.Numeric number) {
      return new JsonPrimitive(plain(number));
    } else if (value instanceof Value.Flag flag) {
      return new JsonPrimitive(flag.value());
    } else if (value instanceof Value.Items items) {
      var array = new JsonArray();
      items.values().forEach(each -> array.add(toJson(each)));
      return array;
    } else if (value instanceof Fields fields) {
      var object = new JsonObject();
      fields.values().forEach((name, each) -> object.add(name, toJson(each)));
      return object;
    } else if (value instanceof Value.Fingerprint fingerprint) {
      var object = new JsonObject();
      object.addProperty(FINGERPRINT, fingerprint.digest());
      return object;
    }
    throw new IllegalArgumentException("the account keeps no value that is " + value.form());
  }

  private static BigDecimal plain(Value.Numeric number) {
    var exact = BigDecimal.valueOf(number.value());
    return number.isWhole() ? exact.setScale(0) : exact;
  }

  private static Fields readFields(JsonObject json) {
    var fields = new TreeMap<String, Value>();
    json.entrySet().forEach(entry -> fields.put(entry.getKey(), fromJson(entry.getValue())));
    return new Fields(fields);
  }

  private static Value fromJson(JsonElement json) {
    if (json.isJsonArray()) {
      List<Value> values = new ArrayList<>();
      json.getAsJsonArray().forEach(each -> values.add(fromJson(each)));
      return new Value.Items(values);
    } else if (json.isJsonObject()) {
      var object = json.getAsJsonObject();
      return object.has(FINGERPRINT)
          ? new Value.Fingerprint(object.get(FINGERPRINT).getAsString())
          : readFields(object);
    }
    var primitive = json.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return Value.of(primitive.getAsBoolean());
    }
    return primitive.isNumber()
        ? Value.of(primitive.getAsDouble())
        : Value.of(primitive.getAsString());
  }
}
