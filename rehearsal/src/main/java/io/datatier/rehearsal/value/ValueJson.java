package io.datatier.rehearsal.value;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Values as JSON. Nulls in objects and lists are dropped. */
public final class ValueJson {

  private static final String FINGERPRINT = "$fingerprint";

  private ValueJson() {}

  /**
   * The JSON of a value.
   *
   * @throws IllegalArgumentException if it contains a value that exists only on the wire
   */
  public static JsonElement write(Value value) {
    if (value instanceof Value.Text text) {
      return new JsonPrimitive(text.value());
    } else if (value instanceof Value.Numeric number) {
      return new JsonPrimitive(plain(number));
    } else if (value instanceof Value.Flag flag) {
      return new JsonPrimitive(flag.value());
    } else if (value instanceof Value.Items items) {
      var array = new JsonArray();
      items.values().forEach(each -> array.add(write(each)));
      return array;
    } else if (value instanceof Fields fields) {
      var object = new JsonObject();
      fields.values().forEach((name, each) -> object.add(name, write(each)));
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

  /** The fields of a JSON object. */
  public static Fields fields(JsonObject json) {
    var fields = new TreeMap<String, Value>();
    json.entrySet().stream()
        .filter(entry -> !entry.getValue().isJsonNull())
        .forEach(entry -> fields.put(entry.getKey(), read(entry.getValue())));
    return new Fields(fields);
  }

  /**
   * The value of JSON.
   *
   * @throws IllegalStateException if it is null
   */
  public static Value read(JsonElement json) {
    if (json.isJsonArray()) {
      List<Value> values = new ArrayList<>();
      json.getAsJsonArray().asList().stream()
          .filter(each -> !each.isJsonNull())
          .forEach(each -> values.add(read(each)));
      return new Value.Items(values);
    } else if (json.isJsonObject()) {
      var object = json.getAsJsonObject();
      return object.has(FINGERPRINT)
          ? new Value.Fingerprint(object.get(FINGERPRINT).getAsString())
          : fields(object);
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
