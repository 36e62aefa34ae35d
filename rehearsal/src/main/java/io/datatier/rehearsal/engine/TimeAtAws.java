package io.datatier.rehearsal.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Transition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long an {@code up} that made everything anew would have taken at AWS: the longest chain of
 * resources that had to wait for each other, by the account's clock. What takes AWS no more than a
 * few seconds counts as nothing.
 */
final class TimeAtAws {

  private final Account account;
  private final Map<String, JsonObject> resources;
  private final Map<String, Duration> finished = new HashMap<>();

  private TimeAtAws(Account account, Map<String, JsonObject> resources) {
    this.account = account;
    this.resources = resources;
  }

  /**
   * The time that it takes.
   *
   * @param state what {@code pulumi stack export} gives
   */
  static Duration of(JsonObject state, Account account) {
    var resources =
        state.getAsJsonObject("deployment").getAsJsonArray("resources").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .collect(Collectors.toMap(each -> text(each, "urn"), each -> each));
    var time = new TimeAtAws(account, resources);
    return longest(resources.keySet().stream().map(time::until));
  }

  private static Duration longest(Stream<Duration> durations) {
    return durations.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** When a resource is done, counted from the beginning. */
  private Duration until(String urn) {
    var known = finished.get(urn);
    if (known != null) {
      return known;
    }
    var resource = resources.get(urn);
    if (resource == null) {
      return Duration.ZERO;
    }
    var begins = longest(waitsFor(resource).stream().map(this::until));
    var ends = begins.plus(takes(resource));
    finished.put(urn, ends);
    return ends;
  }

  /** Who waits for a component waits for what is in it. */
  private List<String> waitsFor(JsonObject resource) {
    var named =
        resource.has("dependencies")
            ? resource.getAsJsonArray("dependencies").asList().stream()
                .map(JsonElement::getAsString)
            : Stream.<String>empty();
    var urn = text(resource, "urn");
    var within =
        resource.get("custom").getAsBoolean()
            ? Stream.<String>empty()
            : resources.values().stream()
                .filter(each -> text(each, "parent").equals(urn))
                .map(each -> text(each, "urn"));
    return Stream.concat(named, within).toList();
  }

  private Duration takes(JsonObject resource) {
    var id = text(resource, "id");
    return account.entities().stream()
        .filter(entity -> entity.type().equals(text(resource, "type")) && entity.id().equals(id))
        .findFirst()
        .flatMap(entity -> entity.transition().map(Transition::takes))
        .orElse(Duration.ZERO);
  }

  private static String text(JsonObject resource, String name) {
    return resource.has(name) ? resource.get(name).getAsString() : "";
  }
}
