package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TimeAtAwsTest {

  private static final String TYPE = "aws:rds/instance:Instance";

  /** An account in which each of these took so many minutes to make. */
  private static Account account(Object... idsAndMinutes) {
    var account = Account.empty();
    var now = account.now();
    for (int i = 0; i < idsAndMinutes.length; i += 2) {
      var end = now.plus(Duration.ofMinutes((Integer) idsAndMinutes[i + 1]));
      var id = (String) idsAndMinutes[i];
      account =
          account.with(
              new Entity(TYPE, id, "us-east-1", new Origin.Made(), Fields.NONE)
                  .entering(new Transition("creating", now, end)));
    }
    return account;
  }

  private static String resource(String id, String parent, String... dependencies) {
    var urns =
        Arrays.stream(dependencies).map(urn -> '"' + urn + '"').collect(Collectors.joining(","));
    return "{\"urn\":\"%1$s\",\"id\":\"%1$s\",\"type\":\"%2$s\",\"custom\":true,\"parent\":\"%3$s\",\"dependencies\":[%4$s]}"
        .formatted(id, TYPE, parent, urns);
  }

  private static String component(String urn) {
    return "{\"urn\":\"%s\",\"type\":\"datatier:proxy:DatabaseProxy\",\"custom\":false}"
        .formatted(urn);
  }

  private static JsonObject state(String... resources) {
    var json = "{\"deployment\":{\"resources\":[%s]}}".formatted(String.join(",", resources));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  @Test
  void counts_what_is_made_side_by_side_once() {
    assertEquals(
        Duration.ofMinutes(7),
        TimeAtAws.of(state(resource("one", ""), resource("two", "")), account("one", 7, "two", 5)));
  }

  @Test
  void adds_what_waits_for_each_other_up() {
    assertEquals(
        Duration.ofMinutes(14),
        TimeAtAws.of(
            state(
                resource("function", "", "proxy", "role"),
                resource("proxy", "", "database"),
                resource("database", ""),
                resource("role", "")),
            account("database", 7, "proxy", 5, "function", 2, "elsewhere", 90)));
  }

  @Test
  void waits_for_all_that_is_in_a_component() {
    assertEquals(
        Duration.ofMinutes(7),
        TimeAtAws.of(
            state(component("tier"), resource("proxy", "tier"), resource("function", "", "tier")),
            account("proxy", 5, "function", 2)));
  }

  @Test
  void takes_no_time_for_nothing() {
    assertEquals(Duration.ZERO, TimeAtAws.of(state(), account()));
  }
}
