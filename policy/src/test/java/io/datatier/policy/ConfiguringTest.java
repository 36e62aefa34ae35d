package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.exceptions.ExceptionRegister;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that docs/configuring.md shows are ones that the pack and the command take. */
final class ConfiguringTest {

  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final LocalDate DAY = LocalDate.parse("2026-11-29");

  private static List<String> blocks() throws IOException {
    var page = Files.readString(Path.of("docs/configuring.md"));
    return BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
  }

  @Test
  void the_configuration_of_the_page_is_one_of_the_pack() throws IOException {
    var config = JsonParser.parseString(blocks().get(0)).getAsJsonObject();
    var clock = Clock.fixed(DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    var engine = new SimulatedEngine(DataTierPolicyPack.PACK, StackFacts.NONE, clock);
    // The engine itself gives each rule what "all" says.
    var all = config.remove("all");
    assertEquals("advisory", all.getAsString());
    var rules = new HashMap<String, RuleConfig>();
    config.asMap().forEach((rule, given) -> rules.put(rule, rule(given)));
    var unknown = new HashSet<>(rules.keySet());
    DataTierPolicyPack.PACK.rules().forEach(rule -> unknown.remove(rule.id()));
    assertEquals(Set.of(Exemption.ID), unknown);
    assertDoesNotThrow(() -> engine.configure(rules));
  }

  private static RuleConfig rule(JsonElement given) {
    if (given instanceof JsonObject fields) {
      Map<String, Object> settings =
          new HashMap<>(new Gson().<Map<String, ?>>fromJson(fields, Map.class));
      var level = settings.remove("enforcementLevel");
      var config = RuleConfig.of(settings);
      return level == null ? config : config.level(level(level.toString()));
    }
    return RuleConfig.at(level(given.getAsString()));
  }

  private static Level level(String name) {
    return Level.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Test
  void the_register_of_the_page_is_one_that_holds(@TempDir Path folder) throws IOException {
    assertEquals(2, blocks().size());
    var file = Files.writeString(folder.resolve("policy.json"), blocks().get(1));
    for (var exception : ExceptionRegister.read(file).exceptions()) {
      assertEquals(List.of(), exception.faults(DAY));
      for (var match : exception.matches()) {
        match
            .policies()
            .forEach(it -> assertTrue(DataTierPolicyPack.PACK.rule(it).isPresent(), it));
      }
    }
  }
}
