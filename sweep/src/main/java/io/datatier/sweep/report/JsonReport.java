package io.datatier.sweep.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonWriter;
import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.StackResult;
import java.io.IOException;
import java.io.Writer;

/** For programs: what was judged, what was found in each stack, and what it comes to. */
public final class JsonReport implements Report {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Override
  public void write(Results results, Writer out) throws IOException {
    var json = new JsonWriter(out);
    json.setIndent(" ");
    json.beginObject();
    json.name("pack").beginObject();
    json.name("name").value(results.facts().pack());
    json.name("version").value(results.facts().version());
    json.endObject();
    json.name("rules").beginArray();
    for (var rule : results.facts().rules()) {
      GSON.toJson(rule, RuleFacts.class, json);
    }
    json.endArray();
    json.name("exceptionFaults").beginArray();
    for (var fault : results.facts().exceptionFaults()) {
      json.value(fault);
    }
    json.endArray();
    json.name("stacks").beginArray();
    results.each(stack -> write(stack, json));
    json.endArray();
    writeTotals(results, json);
    json.endObject();
    json.flush();
  }

  private static void write(StackResult stack, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("id").value(stack.id());
    if (!stack.name().isEmpty()) {
      json.name("stack").value(stack.name());
    }
    if (!stack.isJudged()) {
      json.name("fault").value(stack.fault());
    }
    json.name("resources").value(stack.resources());
    json.name("findings").beginArray();
    for (var found : stack.found()) {
      GSON.toJson(found, Found.class, json);
    }
    json.endArray();
    json.endObject();
  }

  private static void writeTotals(Results results, JsonWriter json) throws IOException {
    var totals = results.totals();
    json.name("totals").beginObject();
    json.name("stacks").value(totals.stacks());
    json.name("unjudged").value(totals.unjudged().size());
    json.name("failing").value(totals.failing());
    json.name("resources").value(totals.resources());
    json.name("violations").value(totals.violations());
    json.name("excepted").value(totals.allowed());
    json.name("advisories").value(totals.advisories());
    json.name("undecided").value(totals.undecided());
    json.name("repeated").beginObject();
    for (var stack : totals.repeated().entrySet()) {
      json.name(stack.getKey()).beginArray();
      for (var id : stack.getValue()) {
        json.value(id);
      }
      json.endArray();
    }
    json.endObject();
    json.endObject();
  }
}
