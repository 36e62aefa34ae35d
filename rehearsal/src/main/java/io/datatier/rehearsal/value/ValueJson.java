package io.datatier.rehearsal.value;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads values from JSON. Nulls in objects and lists are dropped. */
public final class ValueJson {

  private ValueJson() {}

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
      return object.has(Value.Fingerprint.KEY)
          ? new Value.Fingerprint(object.get(Value.Fingerprint.KEY).getAsString())
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
