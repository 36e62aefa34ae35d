package io.datatier.generated;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.config.Key;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack's configuration.
 *
 * @param seed what it can be made from again
 * @param stack the stack's name
 * @param keys the keys of the namespace and their values
 * @param broken the full keys with which something is wrong; none if it is lawful
 * @param changes what was done to a lawful one, in words
 */
public record GeneratedStack(
    long seed, String stack, JsonObject keys, Set<String> broken, List<String> changes) {

  /** Stands in what is given wrongly, so that it can be told whether a message shows it. */
  public static final String CANARY = "tweety7c1f";

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private static final List<String> NAMES = List.of("dev", "p", "production-eu");

  /** What the declarations cannot know: the files of this project, and arithmetic. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "datatier.network.cidrBlock",
              List.of("10.20.0.0/16", "10.0.0.0/22", "172.31.64.0/18", "192.168.252.0/22"),
          "datatier.functions.artifact", List.of("samples/function"),
          "datatier.migrations.artifact", List.of("samples/function"));

  /** A lawful configuration with keys that {@code namespace} declares. */
  public static GeneratedStack lawful(Key namespace, long seed) {
    return lawful(namespace, seed, Map.of());
  }

  /**
   * The same.
   *
   * @param known texts to choose from in place of any that are like their declaration, by the path
   *     of their key
   */
  public static GeneratedStack lawful(Key namespace, long seed, Map<String, List<String>> known) {
    var random = new Random(seed);
    var all = new TreeMap<>(KNOWN);
    all.putAll(known);
    var keys =
        new LawfulValues(random, all).section(namespace.section().orElseThrow(), namespace.name());
    Accords.settle(keys, random);
    return new GeneratedStack(
        seed, NAMES.get(random.nextInt(NAMES.size())), keys, Set.of(), List.of());
  }

  /**
   * This configuration with something wrong in {@code times} places. Nothing is done twice to one
   * place, nor to what is below one.
   */
  public GeneratedStack broken(Key namespace, int times) {
    var random = new Random(~seed);
    var copy = keys.deepCopy();
    var faults = new TreeMap<String, String>();
    for (var time = 0; time < times; time++) {
      var tried = copy.deepCopy();
      var fault = Breakage.breakOne(namespace, tried, random);
      if (faults.keySet().stream().noneMatch(key -> overlap(key, fault.key()))) {
        faults.put(fault.key(), fault.what());
        copy = tried;
      }
    }
    var changes = faults.entrySet().stream().map(it -> it.getKey() + ": " + it.getValue()).toList();
    return new GeneratedStack(seed, stack, copy, faults.keySet(), changes);
  }

  /** Whether it is lawful and makes a proxy; of the proxies of others there is no plan. */
  public boolean canBePlanned() {
    return broken.isEmpty()
        && !(keys.get("proxy") instanceof JsonObject proxy && proxy.has("existing"));
  }

  private static boolean overlap(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  /** The configuration in the form in which the engine hands it to programs. */
  public Map<String, String> config() {
    var config = new TreeMap<String, String>();
    config.put("aws:region", "us-east-1");
    keys.entrySet()
        .forEach(
            entry -> config.put("datatier:" + entry.getKey(), asTheEngineDoes(entry.getValue())));
    return config;
  }

  private static String asTheEngineDoes(JsonElement value) {
    return value.isJsonPrimitive() ? value.getAsString() : GSON.toJson(value);
  }

  /** The stack's file; JSON is YAML. */
  public String file() {
    var config = new JsonObject();
    config.addProperty("aws:region", "us-east-1");
    keys.entrySet().forEach(entry -> config.add("datatier:" + entry.getKey(), entry.getValue()));
    var file = new JsonObject();
    file.add("config", config);
    return GSON.toJson(file);
  }

  @Override
  public String toString() {
    return "seed %d: %s, %s%n%s".formatted(seed, stack, changes, file());
  }
}
