package io.datatier.rehearsal.fault;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.fault.Occasion.Nth;
import io.datatier.rehearsal.fault.Occasion.OneIn;
import io.datatier.rehearsal.schema.AwsSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads and writes fault files. */
final class FaultJson {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final List<String> KEYS =
      List.of("call", "type", "resource", "nth", "oneIn", "fault");

  private static final Pattern PLACE = Pattern.compile(" at line \\d+ column \\d+");

  private FaultJson() {}

  static Faults read(String text) {
    var problems = new ArrayList<String>();
    var faults = faults(new JsonFields("", parse(text), problems), problems);
    if (!problems.isEmpty()) {
      throw new InvalidFaults(problems);
    }
    return faults;
  }

  private static JsonElement parse(String text) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException e) {
      // The rest of Gson's message is for programmers.
      var place = PLACE.matcher(String.valueOf(e.getMessage()));
      throw new InvalidFaults(
          List.of("the file is not JSON" + (place.find() ? place.group() : "")));
    }
  }

  private static Faults faults(JsonFields json, List<String> problems) {
    json.allow(List.of("seed", "faults"));
    var faults = new ArrayList<Fault>();
    var entries = json.array("faults");
    for (int i = 0; i < entries.size(); i++) {
      faults.add(fault(new JsonFields("faults[" + i + "]", entries.get(i), problems)));
    }
    return new Faults(json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0L), faults);
  }

  private static Fault fault(JsonFields json) {
    var effect = json.word("fault", FaultKind.values()).orElse(FaultKind.FAIL);
    var allowed = new ArrayList<>(KEYS);
    allowed.addAll(effect.keys());
    json.allow(allowed);
    return new Fault(target(json), occasion(json), effect.read(json));
  }

  private static Target target(JsonFields json) {
    var type = json.text("type");
    type.filter(given -> new AwsSchema().of(given).isEmpty())
        .filter(given -> AwsSchema.ofFunction(given).isEmpty())
        .ifPresent(
            given ->
                json.problem(
                    "type",
                    "must be a resource type of the aws provider %s, such as"
                            .formatted(AwsSchema.VERSION)
                        + " aws:rds/proxy:Proxy, but is "
                        + given));
    return new Target(json.word("call", Call.Kind.values()), type, json.text("resource"));
  }

  private static Occasion occasion(JsonFields json) {
    var nth = json.whole("nth", 1, Integer.MAX_VALUE);
    var oneIn = json.whole("oneIn", 1, Integer.MAX_VALUE);
    if (nth.isPresent() && oneIn.isPresent()) {
      json.problem("oneIn", "cannot be given together with nth");
    }
    return oneIn
        .<Occasion>map(calls -> new OneIn(calls.intValue()))
        .orElseGet(() -> new Nth(nth.orElse(1L).intValue()));
  }

  static String write(Faults faults) {
    var json = new JsonObject();
    json.addProperty("seed", faults.seed());
    var all = new JsonArray();
    faults.all().forEach(fault -> all.add(write(fault)));
    json.add("faults", all);
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject write(Fault fault) {
    var json = new JsonObject();
    fault.target().kind().ifPresent(kind -> json.addProperty("call", kind.word()));
    fault.target().type().ifPresent(type -> json.addProperty("type", type));
    fault.target().resource().ifPresent(resource -> json.addProperty("resource", resource));
    fault.occasion().write(json);
    fault.effect().write(json);
    return json;
  }
}
