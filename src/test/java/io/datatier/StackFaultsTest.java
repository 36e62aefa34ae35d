package io.datatier;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StackFaultsTest {

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource
  void refuses_to_switch_off_what_is_always_on(String object, String key, String reason) {
    assertEquals(
        List.of("datatier:" + object + "." + key + " cannot be set: " + reason),
        LEAST.with(object, "{" + key + ": hunter2}").complaints());
  }

  static Stream<Arguments> refuses_to_switch_off_what_is_always_on() {
    var tls = "TLS and encryption are always on; remove the key";
    var password = "RDS generates the password and keeps it in Secrets Manager; remove the key";
    var authentication =
        "the proxy always logs in with secrets in Secrets Manager, and"
            + " datatier:proxy.authentication sets how clients do; remove the key";
    return Stream.of(
        Arguments.of("proxy", "requireTls", tls),
        Arguments.of("proxy", "tls", tls),
        Arguments.of("database", "forceSsl", tls),
        Arguments.of("database", "storageEncrypted", tls),
        Arguments.of("database", "masterPassword", password),
        Arguments.of("proxy", "authScheme", authentication),
        Arguments.of("proxy", "iamAuth", authentication),
        Arguments.of("database", "secretArn", authentication),
        Arguments.of(
            "database",
            "publiclyAccessible",
            "neither the database nor the proxy is ever public; remove the key"));
  }

  @Test
  void never_shows_a_value_that_is_configured_as_a_secret() {
    assertEquals(
        List.of(
            "datatier:database.masterUsername is [secret], but must be 1 to 63 letters, digits and"
                + " underscores, start with a letter and not be a name that RDS or PostgreSQL"
                + " reserves"),
        LEAST.with("database", "{masterUsername: not a name}").encrypting("database").complaints());
  }

  @Test
  void never_shows_a_secret_in_what_is_said_of_another_key() {
    assertEquals(
        List.of(
            "datatier:name is [secret], but must make [secret]-postgres-proxy-dev a valid name,"
                + " which must be 1 to 63 lower-case letters, digits and single hyphens,"
                + " start with a letter and not end with a hyphen",
            "datatier:functions[0].user is \"x\", but must be a user of the proxy: [secret],"
                + " [secret]"),
        LEAST
            .with("name", "classified-and-much-too-long-for-a-proxy-of-this-stack")
            .with("users", "[{name: covert_one}, {name: covert_two}]")
            .with("functions", "[{name: a, artifact: samples/function, user: x}]")
            .encrypting("name", "users")
            .complaints());
  }

  @Test
  void shows_no_more_of_a_value_than_fits_and_lives_through_any_depth() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var config = new HashMap<>(LEAST.config());
    config.put("datatier:database", deep);
    config.put("datatier:proxy", "{\"idleClientTimeout\": \"" + "a".repeat(100_000) + "\"}");
    assertEquals(
        List.of(
            "datatier:database is " + "[".repeat(120) + "…, but must be an object",
            "datatier:proxy.idleClientTimeout is \""
                + "a".repeat(119)
                + "…, but must be a duration such as 90s, 30m or 1h"),
        new StackFile(config, Set.of()).complaints());
  }

  @Test
  void lists_all_faults_in_one_message() {
    var file = LEAST.with("database", "{storageGib: 1}").with("proxi", "{}");
    var refused = assertThrows(InvalidConfiguration.class, file::settings);
    assertEquals(
        """
        The configuration of stack dev has 2 errors; nothing was changed.
          datatier:database.storageGib is 1, but must be 20 to 65536 GiB of gp3 storage
          datatier:proxi is not a known key; did you mean datatier:proxy?""",
        refused.getMessage());
  }

  @Test
  void asks_whether_a_mistyped_key_meant_another() {
    assertEquals(
        List.of("datatier:databse is not a known key; did you mean datatier:database?"),
        LEAST.with("databse", "{}").complaints());
  }

  @Test
  void lists_the_known_keys_where_none_is_near() {
    assertEquals(
        List.of(
            "datatier:retention is not a known key; known keys: name, renamedFrom,"
                + " logRetentionDays, network, keys, database, users, secretRecoveryDays,"
                + " migrations, proxy, functions, workers, alarms, capacity, adopted,"
                + " keptElsewhere"),
        LEAST.with("retention", "7").complaints());
  }
}
