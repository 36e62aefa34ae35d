package io.datatier.policy.resources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments that would cost much; what is found in ordinary ones is tested with the rules. */
final class DirectAddressesTest {

  private static final String DIRECT = "campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final int MEGABYTE = 1 << 20;

  /** Milliseconds on a quiet machine; a hang or the square of the size would take minutes. */
  private static final Duration MOST = Duration.ofMinutes(1);

  private static Verdict judge(Map<String, String> environment) {
    var view = new ResourceView("", "", "function", PropertyValue.fields(environment));
    return new DirectAddresses(() -> UnfrontedDatabases.NONE).in(view.at(""));
  }

  private static String zipped(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return Base64.getEncoder().encodeToString(zipped.toByteArray());
  }

  private static String repeated(String piece) {
    return repeated(piece, 4 * MEGABYTE);
  }

  private static String repeated(String piece, int size) {
    return piece.repeat(size / piece.length());
  }

  static Stream<Named<String>> largeTexts() {
    var bomb = zipped(new byte[200_000]);
    return Stream.of(
        Named.of("letters", repeated("a")),
        Named.of("hosts", repeated(DIRECT + " ")),
        Named.of("sentences", repeated("we do not use " + DIRECT + " for this. ")),
        Named.of("JSON", "[" + repeated("{\"a\":\"b\"},") + "1]"),
        Named.of("open brackets", repeated("[")),
        Named.of("percent signs", repeated("%25")),
        Named.of("escapes", repeated("\\u005c")),
        Named.of("base64", Base64.getEncoder().encodeToString(repeated("host").getBytes(UTF_8))),
        Named.of("a bomb", zipped(new byte[64 * MEGABYTE])),
        Named.of("a bomb of text", zipped(repeated(DIRECT + " ").getBytes(UTF_8))),
        Named.of("many small bombs", (bomb + " ").repeat(260_000 / bomb.length())),
        Named.of("a bomb of bombs", zipped(zipped(new byte[64 * MEGABYTE]).getBytes(UTF_8))));
  }

  private static Verdict judgeInTime(Map<String, String> environment) {
    return assertTimeoutPreemptively(MOST, () -> judge(environment));
  }

  @ParameterizedTest
  @MethodSource("largeTexts")
  void leaves_open_what_is_too_much_in_no_time(String text) {
    var verdict = judgeInTime(Map.of("X", text));
    assertEquals(1, verdict.answers().stream().filter(Undecided.class::isInstance).count());
  }

  /** Beyond 256 KB nothing is unwrapped, so that what is just below costs the most. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        "/",
        "%",
        "%25",
        "%2525252541",
        "\\u005c",
        "\\n",
        "=\n",
        "&#38;",
        "AAAAAAAAAAAAAAAAAAAAAAAA ",
        "AAAAAAAAAAAAAAAAAAAAAAAA\n",
        "61616161616161616161616161616161 ",
        "{\"a\":",
        "x.rds.amazonaws.com ",
        DIRECT + " ",
        "we do not use " + DIRECT + " for this. ",
        "https://a/" + DIRECT + "/",
        "oracle:" + DIRECT
      })
  void takes_no_time_for_what_is_just_not_too_much(String piece) {
    assertNotNull(judgeInTime(Map.of("X", repeated(piece, 256 * 1024))));
    assertNotNull(judgeInTime(Map.of("X", "[\"" + repeated(piece, 200 * 1024) + "\"]")));
  }

  @Test
  void leaves_open_the_rest_of_very_many_variables() {
    var environment = new TreeMap<String, String>();
    for (var i = 0; i < 40_000; i++) {
      environment.put("V%05d".formatted(i), "x".repeat(100));
    }
    environment.put("HOST", DIRECT);
    var verdict = assertTimeoutPreemptively(MOST, () -> judge(environment));
    assertEquals(1, verdict.answers().stream().filter(Violation.class::isInstance).count());
    assertEquals(
        40_000 - (256 * 1024 - DIRECT.length()) / 100,
        verdict.answers().stream().filter(Undecided.class::isInstance).count());
  }

  @Test
  void hides_no_host_behind_a_bomb() {
    var verdict = judge(Map.of("A", zipped(new byte[64 * MEGABYTE]) + " " + DIRECT));
    assertEquals(
        Verdict.all(
            Verdict.violation(
                "A", "contains the address of a database instance (%s)".formatted(DIRECT)),
            Verdict.undecided("A")),
        verdict);
  }

  @Test
  void finds_a_host_below_long_keys() {
    var key = "k".repeat(2000);
    var open = ("{\"" + key + "\":").repeat(60);
    var document =
        open + "{" + "\"a\":1,".repeat(20_000) + "\"h\":\"" + DIRECT + "\"}" + "}".repeat(60);
    var verdict = judgeInTime(Map.of("X", document));
    assertEquals(1, verdict.answers().stream().filter(Violation.class::isInstance).count());
  }

  @Test
  void takes_no_time_for_a_host_that_stands_beside_a_port_many_times() {
    var document =
        "{\"port\":1521,\"a\":[" + repeated("{\"host\":\"" + DIRECT + "\"},", 250_000) + "0]}";
    var verdict = judgeInTime(Map.of("X", document));
    assertEquals(3_000, verdict.answers().size(), 1_000);
  }
}
