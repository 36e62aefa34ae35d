package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations made at random from what the keys declare, on the real engine: what the program
 * takes for lawful, the provider takes too, and what it refuses never gets as far as the provider.
 */
@Tag("guarantee")
final class GeneratedConfigurationScenario {

  private static final int LAWFUL = Extent.of(8, 200);
  private static final int BROKEN = Extent.of(4, 100);

  /** Enough to find so many lawful ones that need nothing of somebody else's. */
  private static final int GENERATED = 40 * LAWFUL;

  /** Another seed begins where this one ends. */
  private static final long SEED = Extent.SEED * GENERATED;

  /** What somebody else would have had to make, other than the network. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("\"(existing|adopted|arn:[^\"]*|sg-.*)\"");

  @Test
  void lawful_ones_go_through_preview(@TempDir Path folder) throws Exception {
    generate(folder);
    var stage = Stage.of("generated-lawful", Stage.parts("dev"));
    var previewed = 0;
    for (var seed = SEED; previewed < LAWFUL; seed++) {
      var file = folder.resolve("lawful-" + seed + ".yaml");
      if (!ELSEWHERE.matcher(Files.readString(file)).find()) {
        stage.reconfigure(file);
        var network = network(file);
        stage.drift(account -> withNetwork(account, network));
        var preview = stage.pulumi("preview");
        assertEquals(0, preview.exitCode(), () -> preview.output() + "\n" + file);
        previewed++;
      }
    }
    System.out.printf(
        "generated configurations on the engine: seed %d, %d lawful, all previewed%n",
        Extent.SEED, previewed);
  }

  @Test
  void broken_ones_end_before_anything_is_registered(@TempDir Path folder) throws Exception {
    generate(folder);
    var stage = Stage.of("generated-broken", Stage.parts("dev"));
    for (var seed = SEED; seed < SEED + BROKEN; seed++) {
      stage.reconfigure(folder.resolve("broken-" + seed + ".yaml"));
      var preview = stage.pulumi("preview");
      assertNotEquals(0, preview.exitCode());
      for (var key : Files.readAllLines(folder.resolve("broken-" + seed + ".keys"))) {
        assertTrue(preview.output().contains(key), () -> key + " in " + preview.output());
      }
      assertFalse(preview.output().contains("Exception"), preview::output);
      // The SDK may have registered the stack itself meanwhile.
      assertTrue(
          preview
              .output()
              .replace("    + 1 to create\n", "")
              .endsWith("Resources:\n    1 errored\n\n"),
          preview::output);
    }
    System.out.printf(
        "generated configurations on the engine: seed %d, %d broken, all refused%n",
        Extent.SEED, BROKEN);
  }

  /** The program's tests know how to make them. */
  private static void generate(Path folder) throws IOException, InterruptedException {
    var root = Stage.parts("dev").workingDirectory();
    var classes = root.resolve("target/test-classes");
    assertTrue(Files.exists(classes), "build the program with its tests first: mvn test-compile");
    var java =
        new ProcessBuilder(
                "java",
                "-cp",
                classes + ":" + Stage.parts("dev").program(),
                "io.datatier.GeneratedStackFiles",
                folder.toString(),
                String.valueOf(SEED),
                String.valueOf(GENERATED))
            .inheritIO()
            .start();
    assertEquals(0, java.waitFor());
  }

  private static JsonObject network(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file))
        .getAsJsonObject()
        .getAsJsonObject("config")
        .getAsJsonObject("datatier:network");
  }

  /** The account with nothing but what a configuration says that there is. */
  private static Account withNetwork(Account before, JsonObject network) {
    var given = new ArrayList<Entity>();
    if (network.has("vpcId")) {
      var vpc = network.get("vpcId").getAsString();
      given.add(entity("aws:ec2/vpc:Vpc", vpc, Map.of("cidrBlock", "10.0.0.0/16")));
      for (var each : network.getAsJsonArray("privateSubnets")) {
        var subnet = each.getAsJsonObject();
        given.add(
            entity(
                "aws:ec2/subnet:Subnet",
                subnet.get("id").getAsString(),
                Map.of(
                    "vpcId", vpc,
                    "availabilityZone", subnet.get("zone").getAsString(),
                    "cidrBlock", "10.0.%d.0/20".formatted(16 * (given.size() - 1)))));
      }
    }
    var account = before;
    for (var entity : List.copyOf(before.entities())) {
      account = account.without(entity);
    }
    for (var entity : given) {
      account = account.with(entity);
    }
    return account;
  }

  private static Entity entity(String type, String id, Map<String, String> texts) {
    var properties = new TreeMap<String, Value>();
    texts.forEach((name, text) -> properties.put(name, Value.of(text)));
    return new Entity(type, id, "us-east-1", new Origin.Given(), new Fields(properties));
  }
}
