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
 * How long an {@code up} that creates everything would take in AWS: the longest chain of resources
 * that wait for each other, by the account's clock. Operations of a few seconds count as zero.
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
   * The time.
   *
   * @param state the output of {@code pulumi stack export}
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

  /** When a resource is complete, from the start. */
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

  /** Waiting for a component means waiting for its children. */
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
        .flatMap(entity -> entity.transition().map(Transition::duration))
        .orElse(Duration.ZERO);
  }

  private static String text(JsonObject resource, String name) {
    return resource.has(name) ? resource.get(name).getAsString() : "";
  }
}
