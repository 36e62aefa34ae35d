package io.datatier.proof.doctor;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.datatier.proof.doctor.DeployedStack.Budget;
import io.datatier.proof.doctor.DeployedStack.Named;
import io.datatier.proof.doctor.DeployedStack.NamedProxy;
import io.datatier.proof.doctor.DeployedStack.Unread;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the engine's state. What is incomplete, encrypted or odd there is named, and what else it
 * says is read anyway.
 */
final class StateReader {

  /** The key of a value that the engine encrypts (its source, resource.SigKey). */
  private static final String ENCRYPTED = "4dabf18193072939515e22adb298388d";

  private static final String PROXY_ARN = "arn:[a-z-]+:rds:[a-z0-9-]+:[0-9]{12}:db-proxy:[^:]+";

  private static final Gson GSON = new Gson();

  private final List<Unread> unread = new ArrayList<>();

  private record State(@Nullable Deployment deployment) {}

  private record Deployment(@Nullable List<Resource> resources) {}

  private record Resource(
      @Nullable String urn,
      @Nullable String type,
      @Nullable Boolean delete,
      @Nullable JsonObject outputs) {

    /** Such as {@code aws:rds/proxy:Proxy shop-proxy}. */
    String title() {
      return urn == null ? String.valueOf(type) : type + " " + urn.replaceFirst(".*::", "");
    }
  }

  /** Why a part of the state cannot be read; its message is a sentence. */
  private static final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1;

    Fault(String why) {
      super(why, null, false, false);
    }
  }

  /** Reads what {@code pulumi stack export} prints. */
  DeployedStack read(String export) {
    var state = GSON.fromJson(export, State.class);
    if (state == null || state.deployment() == null) {
      throw new JsonParseException("no deployment");
    }
    var resources = Optional.ofNullable(state.deployment().resources()).orElse(List.of());
    var own = each(resources, "aws:rds/proxy:Proxy", StateReader::proxy).toList();
    var stack = resources.stream().filter(it -> is(it, "pulumi:pulumi:Stack")).findFirst();
    return new DeployedStack(
        own.isEmpty()
            ? stack.flatMap(it -> read(it, StateReader::ofAnother)).stream().toList()
            : own,
        each(resources, "aws:lambda/function:Function", StateReader::function).toList(),
        fleets(resources),
        stack.flatMap(it -> read(it, StateReader::budget)),
        List.copyOf(unread));
  }

  /** What the engine only has to delete yet is nothing that the stack has. */
  private static boolean is(Resource resource, String type) {
    return type.equals(resource.type())
        && resource.outputs() != null
        && !Boolean.TRUE.equals(resource.delete());
  }

  private <T> Stream<T> each(
      List<Resource> resources, String type, Function<JsonObject, Optional<T>> reading) {
    return resources.stream()
        .filter(resource -> is(resource, type))
        .flatMap(resource -> read(resource, reading).stream());
  }

  private <T> Optional<T> read(Resource resource, Function<JsonObject, Optional<T>> reading) {
    try {
      return Optional.ofNullable(resource.outputs()).flatMap(reading);
    } catch (Fault fault) {
      unread.add(new Unread(resource.title(), String.valueOf(fault.getMessage())));
      return Optional.empty();
    }
  }

  private static Optional<NamedProxy> proxy(JsonObject outputs) {
    return Optional.of(new NamedProxy(text(outputs, "name"), arn(outputs)));
  }

  private static String arn(JsonObject of) {
    var arn = text(of, "arn");
    if (!arn.matches(PROXY_ARN)) {
      throw new Fault("Its arn in the state is not a proxy's: %s.".formatted(arn));
    }
    return arn;
  }

  /** The output is the configuration of another stack, with a proxy that exists. */
  private static Optional<NamedProxy> ofAnother(JsonObject outputs) {
    return object(outputs, "client_stack")
        .flatMap(keys -> object(keys, "datatier:proxy"))
        .flatMap(proxy -> object(proxy, "existing"))
        // <name>.proxy-<id>.<region>.rds.amazonaws.com
        .map(it -> new NamedProxy(text(it, "endpoint").split("\\.", 2)[0], arn(it)));
  }

  private static Optional<Budget> budget(JsonObject outputs) {
    return object(outputs, "capacity")
        .flatMap(
            plan ->
                object(plan, "maxConnections")
                    .map(
                        range ->
                            new Budget(number(plan, "peakConnections"), number(range, "least"))));
  }

  /** A function, if its environment names a proxy, or is encrypted and may. */
  private static Optional<Named> function(JsonObject outputs) {
    var certain = outputs.toString().contains('"' + DeployedStack.ENDPOINT + '"');
    return certain || contains(outputs.get("environment"), ENCRYPTED)
        ? Optional.of(new Named(text(outputs, "name"), certain))
        : Optional.empty();
  }

  private static boolean contains(@Nullable JsonElement value, String key) {
    return value != null && value.toString().contains('"' + key + '"');
  }

  /** The groups whose workers connect to a proxy, by the user data of their launch templates. */
  private List<Named> fleets(List<Resource> resources) {
    var certain = new HashMap<String, Boolean>();
    each(resources, "aws:ec2/launchTemplate:LaunchTemplate", StateReader::template)
        .forEach(template -> certain.put(template.name(), template.isCertain()));
    return each(
            resources,
            "aws:autoscaling/group:Group",
            group ->
                object(group, "launchTemplate")
                    .map(template -> text(template, "id"))
                    .filter(certain::containsKey)
                    .map(id -> new Named(text(group, "name"), certain.getOrDefault(id, false))))
        .toList();
  }

  /** A launch template by its id, if its user data names a proxy, or is encrypted and may. */
  private static Optional<Named> template(JsonObject outputs) {
    var data = outputs.get("userData");
    if (data == null || data.isJsonNull()) {
      return Optional.empty();
    }
    var text = data.isJsonPrimitive() ? text(data.getAsString()) : Optional.<String>empty();
    return text.isEmpty() || text.get().contains(DeployedStack.ENDPOINT)
        ? Optional.of(new Named(text(outputs, "id"), text.isPresent()))
        : Optional.empty();
  }

  /** User data, which a launch template has in Base64; empty if it is something else. */
  static Optional<String> text(@Nullable String userData) {
    try {
      return Optional.of(
          userData == null
              ? ""
              : new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static String text(JsonObject of, String key) {
    var value =
        given(of, key).orElseThrow(() -> new Fault("The state lacks its %s.".formatted(key)));
    if (!value.isJsonPrimitive()) {
      throw odd(key);
    }
    return value.getAsString();
  }

  private static int number(JsonObject of, String key) {
    var value =
        given(of, key).orElseThrow(() -> new Fault("The state lacks its %s.".formatted(key)));
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw odd(key);
    }
    return value.getAsInt();
  }

  private static Optional<JsonObject> object(JsonObject of, String key) {
    return given(of, key)
        .map(
            value -> {
              if (!value.isJsonObject()) {
                throw odd(key);
              }
              return value.getAsJsonObject();
            });
  }

  private static Fault odd(String key) {
    return new Fault("Its %s in the state is not what the program writes.".formatted(key));
  }

  private static Optional<JsonElement> given(JsonObject of, String key) {
    var value = of.get(key);
    if (value != null && value.isJsonObject() && value.getAsJsonObject().has(ENCRYPTED)) {
      throw new Fault("Its %s is encrypted in the state.".formatted(key));
    }
    return Optional.ofNullable(value).filter(it -> !it.isJsonNull());
  }
}
