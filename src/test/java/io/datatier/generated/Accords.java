package io.datatier.generated;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What one key demands of another: brings keys into accord, each of which is lawful by itself. */
final class Accords {

  private static final String REGION = "us-east-1";
  private static final List<String> AURORA = List.of("db.t4g.medium", "db.r6g.large");

  private final JsonObject root;
  private final Random random;

  private Accords(JsonObject root, Random random) {
    this.root = root;
    this.random = random;
  }

  /**
   * Brings {@code root} into accord.
   *
   * @param root the keys of the namespace and their values
   */
  static void settle(JsonObject root, Random random) {
    var accords = new Accords(root, random);
    accords.name();
    accords.network();
    accords.keys();
    if (object(root, "proxy").has("existing")) {
      accords.behindAnExistingProxy();
    } else {
      accords.database();
      accords.users();
      accords.proxy();
      accords.migrations();
      accords.capacity();
    }
    if (!object(root, "proxy").has("existing")) {
      root.remove("keptElsewhere");
    }
    accords.clients();
    accords.adopted();
    accords.arns(root);
  }

  private void arns(JsonObject object) {
    for (var key : List.copyOf(object.keySet())) {
      var value = object.get(key);
      if (value.isJsonObject()) {
        arns(value.getAsJsonObject());
      } else if (value.isJsonArray()) {
        value.getAsJsonArray().asList().stream()
            .filter(JsonElement::isJsonObject)
            .forEach(it -> arns(it.getAsJsonObject()));
      } else if (value.getAsString().matches("arn:[a-z-]+:(?:secretsmanager|rds):.*")) {
        var parts = value.getAsString().split(":", 5);
        parts[3] = REGION;
        object.addProperty(key, String.join(":", parts));
      }
    }
  }

  // "-postgres-proxy-" and the longest stack's name, perhaps with a suffix and "-read-only", follow
  // it.
  private void name() {
    text(root, "name")
        .map(name -> name.substring(0, Math.min(name.length(), 15)).replaceAll("-$", ""))
        .ifPresent(name -> root.addProperty("name", name));
    if (root.has("renamedFrom")) {
      root.addProperty("renamedFrom", "old");
    }
  }

  private void network() {
    var network = object(root, "network");
    var zone = 'a';
    for (var subnet : list(network, "privateSubnets")) {
      subnet.getAsJsonObject().addProperty("zone", REGION + zone++);
    }
    if (network.has("zones")) {
      var zones = new JsonArray();
      for (var index = 0; index < network.getAsJsonArray("zones").size(); index++) {
        zones.add(REGION + zone++);
      }
      network.add("zones", zones);
    }
  }

  private void keys() {
    var keys = object(root, "keys");
    if (keys.has("create")) {
      keys.addProperty("create", true);
    }
  }

  private void behindAnExistingProxy() {
    Stream.of("users", "secretRecoveryDays", "migrations", "alarms", "capacity")
        .forEach(root::remove);
    var database = new JsonObject();
    if (object(root, "database").has("databaseName")) {
      database.add("databaseName", object(root, "database").get("databaseName"));
    }
    root.add("database", database);
    distinct(list(object(object(root, "proxy"), "existing"), "users"));
  }

  private void database() {
    var database = object(root, "database");
    var existing = object(database, "existing");
    if (is(existing, "hasReaders", "true")) {
      existing.addProperty("kind", "cluster");
    }
    if (is(database, "engine", "aurora-postgresql")) {
      database.remove("storageGib");
      database.remove("maxStorageGib");
      database.remove("multiAz");
      if (database.has("instanceClass")) {
        database.addProperty("instanceClass", AURORA.get(random.nextInt(AURORA.size())));
      }
    } else {
      database.remove("readers");
    }
    if (is(database, "finalSnapshot", "false")) {
      database.remove("finalSnapshotName");
    }
    if (object(root, "keys").has("create") && !is(database, "engine", "aurora-postgresql")) {
      database.remove("restore");
    }
    if (database.has("maxStorageGib")) {
      var storage = Math.min(number(database, "storageGib").orElse(20), 50_000);
      database.addProperty("storageGib", storage);
      database.addProperty("maxStorageGib", storage * 12 / 10);
    }
    if (database.has("backupWindow") && database.has("maintenanceWindow")) {
      database.addProperty("backupWindow", "02:00-02:30");
      database.addProperty("maintenanceWindow", "sun:04:00-sun:05:00");
    }
  }

  private void users() {
    var master =
        text(object(root, "database"), "masterUsername")
            .or(() -> text(object(object(root, "database"), "existing"), "masterUsername"))
            .orElse("iadmin")
            .toLowerCase(Locale.ROOT);
    distinct(list(root, "users"));
    list(root, "users").stream()
        .map(JsonElement::getAsJsonObject)
        .filter(user -> is(user, "name", master))
        .forEach(user -> user.addProperty("name", "not_" + master.substring(0, 1)));
  }

  private void proxy() {
    var proxy = object(root, "proxy");
    if (list(root, "users").isEmpty()) {
      proxy.remove("authentication");
    }
    if (!hasReaders()) {
      proxy.remove("readOnlyEndpoint");
    }
    if (proxy.has("successor") && proxy.get("successor").equals(proxy.get("suffix"))) {
      proxy.remove("suffix");
    }
    var pool = object(proxy, "pool");
    var most = number(pool, "maxConnectionsPercent").orElse(90);
    if (number(pool, "maxIdleConnectionsPercent").orElse(0) > most) {
      pool.addProperty("maxIdleConnectionsPercent", most);
    }
  }

  private boolean hasReaders() {
    var database = object(root, "database");
    return database.has("existing")
        ? is(object(database, "existing"), "hasReaders", "true")
        : is(database, "engine", "aurora-postgresql") && number(database, "readers").orElse(1) > 0;
  }

  private void migrations() {
    var migrations = object(root, "migrations");
    if (list(root, "users").isEmpty() || object(root, "database").has("existing")) {
      root.remove("migrations");
    } else if (!is(migrations, "run", "false") && !migrations.has("artifact")) {
      migrations.addProperty("artifact", "samples/function");
      root.add("migrations", migrations);
    }
  }

  // A plan that cannot work ends the run unless its risk is taken.
  private void capacity() {
    var capacity = object(root, "capacity");
    capacity.addProperty("acceptRisk", "made at random");
    root.add("capacity", capacity);
  }

  private void clients() {
    var existing = object(object(root, "proxy"), "existing");
    var users =
        Stream.concat(list(root, "users").stream(), list(existing, "users").stream())
            .map(user -> user.getAsJsonObject().get("name").getAsString())
            .toList();
    var readOnly =
        existing.has("readOnlyEndpoint") || is(object(root, "proxy"), "readOnlyEndpoint", "true");
    var taken = 0;
    for (var section : List.of("functions", "workers")) {
      for (var element : list(root, section)) {
        var client = element.getAsJsonObject();
        var name = client.get("name").getAsString();
        client.addProperty("name", name.substring(0, Math.min(name.length(), 40)) + taken++);
        user(client, users);
        if (!readOnly) {
          client.remove("readOnly");
        }
        function(client);
        worker(client);
      }
    }
  }

  private void user(JsonObject client, List<String> users) {
    client.remove("user");
    if (users.size() > 1) {
      client.addProperty("user", users.get(random.nextInt(users.size())));
    } else if (users.size() == 1 && random.nextBoolean()) {
      client.addProperty("user", users.get(0));
    }
  }

  private void function(JsonObject function) {
    if (object(root, "network").has("endpointServices")) {
      function.remove("calls");
    }
    var number = 0;
    for (var schedule : list(function, "schedules")) {
      schedule.getAsJsonObject().addProperty("name", "s" + number++);
    }
    for (var element : list(function, "queues")) {
      var queue = element.getAsJsonObject();
      queue.remove("batchSize");
      queue.remove("batchingWindow");
      function.remove("reservedConcurrency");
    }
    var reserved = number(function, "reservedConcurrency");
    var provisioned = number(function, "provisionedConcurrency");
    if (reserved.isPresent() && provisioned.isPresent() && provisioned.get() > reserved.get()) {
      function.add("provisionedConcurrency", function.get("reservedConcurrency"));
    }
  }

  private static void worker(JsonObject worker) {
    var size = object(worker, "size");
    var most = Math.min(number(size, "most").orElse(4), 1000);
    var least = Math.min(number(size, "least").orElse(1), most);
    var initial = number(size, "initial").map(it -> Math.max(least, Math.min(it, most)));
    if (size.size() > 0) {
      size.addProperty("most", most);
      size.addProperty("least", least);
      initial.ifPresent(it -> size.addProperty("initial", it));
    }
    var connections = number(worker, "connectionsPerWorker").orElse(10);
    if ((long) connections * most > 1_000_000) {
      worker.addProperty("connectionsPerWorker", 1_000_000 / most);
    }
  }

  private void adopted() {
    var adopted = object(root, "adopted");
    if (adopted.has("proxyRolePolicy") && !adopted.has("proxyRole")) {
      adopted.remove("proxyRolePolicy");
    }
    if (!adopted.has("subnetGroup")) {
      adopted.remove("instance");
    }
    if (!adopted.has("instance")) {
      adopted.remove("proxy");
    }
    // The proxy that is taken over has no suffix; with one it would be another's.
    if (adopted.has("proxy")) {
      object(root, "proxy").remove("suffix");
    }
  }

  /** Gives those of {@code named} other names that have one that is taken. */
  private static void distinct(List<JsonElement> named) {
    var taken = new HashSet<String>();
    for (var element : named) {
      var object = element.getAsJsonObject();
      var name = object.get("name").getAsString();
      if (!taken.add(name)) {
        object.addProperty("name", "other_" + taken.size());
      }
    }
  }

  private static JsonObject object(JsonObject parent, String name) {
    return parent.has(name) && parent.get(name).isJsonObject()
        ? parent.getAsJsonObject(name)
        : new JsonObject();
  }

  private static List<JsonElement> list(JsonObject parent, String name) {
    return parent.has(name) ? parent.getAsJsonArray(name).asList() : new ArrayList<>();
  }

  private static Optional<String> text(JsonObject parent, String name) {
    return Optional.ofNullable(parent.get(name)).map(JsonElement::getAsString);
  }

  private static Optional<Integer> number(JsonObject parent, String name) {
    return text(parent, name).map(Integer::valueOf);
  }

  private static boolean is(JsonObject parent, String name, String value) {
    return Optional.ofNullable(parent.get(name))
        .filter(JsonPrimitive.class::isInstance)
        .filter(it -> it.getAsString().equals(value))
        .isPresent();
  }
}
