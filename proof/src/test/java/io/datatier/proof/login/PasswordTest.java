package io.datatier.proof.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RDS Proxy takes of a secret. */
final class PasswordTest {

  @Test
  void is_in_a_secret_beside_what_else_is_there() {
    assertEquals(
        Optional.of(new Password("reports", "Sesame \u00fc")),
        Password.in(
            " {\"engine\": \"postgres\", \"port\": 5432, \"username\": \"reports\","
                + " \"password\": \"Sesame \\u00fc\"}\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sesame",
        "null",
        "[]",
        "{}",
        "{username: reports, password: Sesame}",
        "{username=reports;password=Sesame}",
        "{'username': 'reports', 'password': 'Sesame'}",
        "{\"username\": \"\", \"password\": \"\"}",
        "{\"username\": null, \"password\": \"Sesame\"}",
        "{\"username\": {}, \"password\": \"Sesame\"}",
        "{\"username\": 1, \"password\": 2}",
        "{\"username\": \"reports\", \"password\": \"Ses\name\"}",
        "{\"username\": \"reports\", \"password\": \"Sesame\"} {}",
        "{\"username\": \"reports\", \"password\": \"Sesame\""
      })
  void is_in_no_other_text(String text) {
    assertEquals(Optional.empty(), Password.in(text));
  }
}
