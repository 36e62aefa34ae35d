package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.SilentProblems;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Clients in a stack of their own that use the proxy of another stack in the same account. */
final class SecondStackScenario {

  @Test
  void is_configured_by_what_the_first_tells_and_leaves_the_first_as_it_was() throws Exception {
    var stage = Stage.live("second-stack", "dev");
    var live = LiveStack.of(stage);
    var before = stage.account();
    var told = stage.pulumi("stack", "output", "client_stack", "--json");
    assertEquals(0, told.exitCode(), told.output());

    stage.require("stack", "init", "orders");
    Files.writeString(
        stage.sandbox().project().resolve("Pulumi.orders.yaml"),
        config(JsonParser.parseString(told.output()).getAsJsonObject()));
    var up = stage.up();
    assertEquals(0, up.exitCode(), up.output());
    assertEquals(List.of(), SilentProblems.in(stage.account()));
    assertEquals(variables(stage, "dispatcher-lambda-dev"), variables(stage, "orders-orders"));
    assertEquals(
        List.of("orders-orders"), List.copyOf(output(stage, "functions").keySet()), "functions");
    live.expectNothingToDo();
    stage.require("stack", "select", "dev");
    live.expectNothingToDo();

    stage.require("destroy", "--skip-preview", "--suppress-progress", "--stack", "orders");
    assertEquals(before.entities(), stage.account().entities());
  }

  /** JSON is YAML. */
  private static String config(JsonObject told) {
    told.addProperty("aws:region", "us-east-1");
    told.addProperty("datatier:name", "orders");
    told.add(
        "datatier:functions",
        JsonParser.parseString("[{'name': 'orders', 'artifact': 'samples/function'}]"));
    return "config: " + new Gson().toJson(told) + "\n";
  }

  private static JsonObject output(Stage stage, String name) throws Exception {
    var told = stage.pulumi("stack", "output", name, "--json");
    assertEquals(0, told.exitCode(), told.output());
    return JsonParser.parseString(told.output()).getAsJsonObject();
  }

  private static Map<String, String> variables(Stage stage, String function) {
    var variables =
        stage
            .account()
            .find("aws:lambda/function:Function", function)
            .map(Entity::properties)
            .orElseThrow()
            .fields("environment")
            .fields("variables");
    var texts = new TreeMap<String, String>();
    variables.names().forEach(name -> texts.put(name, variables.text(name, "")));
    return texts;
  }
}
