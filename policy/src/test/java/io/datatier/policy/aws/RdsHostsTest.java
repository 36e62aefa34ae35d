package io.datatier.policy.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.datatier.policy.aws.RdsHosts.Found;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RdsHostsTest {

  private static final String HOST = "db.c9akciq32rgw.us-east-1.rds.amazonaws.com";
  private static final String OTHER = "db.proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com";

  private static void assertFinds(String text, String... hosts) {
    assertEquals(
        List.of(hosts),
        RdsHosts.in(text).found().stream().map(found -> found.host().name()).toList(),
        text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static byte[] zip(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return zipped.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HOST,
        HOST + ":5432",
        HOST + ".",
        " " + HOST + "\n",
        "[" + HOST + "]",
        "tcp://" + HOST + ":5432",
        "postgres://iadmin:p%40ss@" + HOST + "/campaign_system?sslmode=require",
        "postgresql+asyncpg://iadmin@" + HOST + ":5432/campaign_system",
        "host=" + HOST + " port=5432 dbname=campaign_system user=iadmin password=secret",
        "jdbc:postgresql://" + HOST + "/campaign_system",
        "jdbc:aws-wrapper:postgresql://" + HOST + ":5432/campaign_system",
        "Host=" + HOST + ";Port=5432;Database=campaign_system;Ssl Mode=Require",
        "{\"host\": \"" + HOST + "\", \"port\": 5432}",
        "{\\\"host\\\":\\\"" + HOST + "\\\"}",
        "host: " + HOST + "\nport: 5432\n",
        "<host>" + HOST + "</host>",
        "psql -h " + HOST + " -U iadmin",
        "--host=" + HOST,
        "a,b," + HOST + ",c",
        "http://" + HOST + ":5432/"
      })
  void finds_a_host_in_connection_strings_of_every_form(String text) {
    assertEquals(
        List.of(new Found(new RdsHost(HOST, RdsHost.Kind.INSTANCE), false)),
        RdsHosts.in(text).found());
  }

  @Test
  void finds_every_host_of_several_in_order() {
    assertFinds("jdbc:postgresql://" + OTHER + ":5432," + HOST + ":5432/db", OTHER, HOST);
  }

  @Test
  void unwraps_percent_encoding() {
    assertFinds(URLEncoder.encode("postgres://u@" + HOST, UTF_8), HOST);
    assertFinds(HOST.replace(".", "%2E"), HOST);
    assertFinds(URLEncoder.encode(HOST.replace(".", "%2e"), UTF_8), HOST);
  }

  @Test
  void unwraps_escapes_of_json() {
    assertFinds("{\"host\":\"" + HOST.replace(".", "\\u002e") + "\"}", HOST);
  }

  @Test
  void unwraps_base64_of_both_alphabets_whole_or_in_part() {
    assertFinds(base64("{\"host\":\"" + HOST + "\"}"), HOST);
    assertFinds("{\"config\":\"" + base64("h=" + HOST) + "\"}", HOST);
    assertFinds(Base64.getUrlEncoder().withoutPadding().encodeToString(HOST.getBytes(UTF_8)), HOST);
    assertFinds(
        Base64.getMimeEncoder(32, new byte[] {'\n'}).encodeToString(HOST.getBytes(UTF_8)), HOST);
  }

  @Test
  void unwraps_zipped_text() {
    assertFinds(Base64.getEncoder().encodeToString(zip(HOST.getBytes(UTF_8))), HOST);
  }

  @Test
  void unwraps_one_in_the_other() {
    assertFinds(
        base64("x=" + base64(URLEncoder.encode("h=" + HOST.replace(".", "%2E"), UTF_8))), HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.c9akciq32rgw.us\u2011east\u20111.rds.amazonaws.com",
        "db\u3002c9akciq32rgw\uFF0Eus-east-1\uFF61rds.amazonaws.com",
        "\uFF44\uFF42.c9akciq32rgw.us-east-1.rds.amazonaws.com",
        "db.c9akciq32rgw.us-east-1.r\u200Bds.amazonaws.com"
      })
  void takes_compatible_characters_for_one_and_invisible_ones_for_none(String text) {
    assertFinds(text.replace('\u2011', '-'), HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Never connect this function to " + HOST + " directly.",
        "Ask the team before you use \"" + HOST + "\", please.",
        "https://wiki.example.org/databases?host=" + HOST,
        "https://wiki.example.org/databases/" + HOST
      })
  void tells_what_is_only_talked_about(String text) {
    assertEquals(
        List.of(new Found(new RdsHost(HOST, RdsHost.Kind.INSTANCE), true)),
        RdsHosts.in(text).found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host=" + HOST + " and some more words here to mislead",
        "please connect to the host at tcp://" + HOST + " now",
        "oracle: postgres://" + HOST,
        "postgres://db2:pw@" + HOST + "/app",
        "postgres://oracle:pw@" + HOST + "/app",
        "postgres://app:oracle://x@" + HOST + "/app",
        "jdbc:postgresql://" + HOST + "/app?user=db2:x",
        "db2:pw@" + HOST + "/app",
        "ibm_db:pw@tcp(" + HOST + ":3306)/app"
      })
  void is_not_misled_by_words_around_a_connection_string(String text) {
    assertEquals(
        List.of(new Found(new RdsHost(HOST, RdsHost.Kind.INSTANCE), false)),
        RdsHosts.in(text).found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*." + "c9akciq32rgw.us-east-1.rds.amazonaws.com",
        "jdbc:oracle:thin:@" + HOST + ":1521/ORCL",
        "oracle+cx_oracle://u:p@" + HOST,
        "jdbc:db2://" + HOST + ":50000/SAMPLE",
        "DATABASE_URL=oracle://u:p@" + HOST + ":1521/ORCL",
        "ibm_db_sa://u:p@" + HOST + ":50000/SAMPLE",
        "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=" + HOST + ")(PORT=1521)))"
      })
  void finds_nothing_where_no_proxy_could_stand(String text) {
    assertFinds(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.c9akciq32rgw.$AWS_REGION.rds.amazonaws.com",
        "db.c9akciq32rgw.{region}.rds.amazonaws.com",
        "db.c9akciq32rgw.{{ region }}.rds.amazonaws.com",
        "db.c9akciq32rgw.%s.rds.amazonaws.com",
        "db.c9akciq32rgw.%(region)s.rds.amazonaws.com",
        "db.c9akciq32rgw.eu-<x>-1.rds.amazonaws.com",
        "db.${ID}.us-east-1.rds.amazonaws.com",
        "db.cluster-${ID}.us-east-1.rds.amazonaws.com",
        "db.c9akciq32rgw.us-east-1.rds.${AWS::URLSuffix}",
        "${NAME}.c9akciq32rgw.${REGION}.rds.amazonaws.com"
      })
  void finds_a_host_with_a_placeholder_for_a_label(String host) {
    var kind = host.startsWith("$") ? RdsHost.Kind.TAIL : RdsHost.Kind.UNRECOGNIZED;
    assertEquals(
        List.of(new Found(new RdsHost(host.toLowerCase(Locale.ROOT), kind), false)),
        RdsHosts.in("postgres://app@" + host + ":5432/app").found());
  }

  @Test
  void knows_a_proxy_with_a_placeholder_for_a_label() {
    assertEquals(
        List.of(RdsHost.Kind.PROXY),
        RdsHosts.in("db.proxy-c9akciq32rgw.$AWS_REGION.rds.amazonaws.com").found().stream()
            .map(found -> found.host().kind())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name}.{hash}.{region}.rds.amazonaws.com",
        "${NAME}.${HASH}.us-east-1.rds.amazonaws.com",
        "%s.%s.us-east-1.rds.amazonaws.com",
        "db.proxy-${ID}.us-east-1.rds.amazonaws.com",
        "secretsmanager.$AWS_REGION.amazonaws.com",
        "rds.${REGION}.amazonaws.com",
        "*.c9akciq32rgw.us-east-1.rds.amazonaws.com",
        "**.cluster-c9akciq32rgw.us-east-1.rds.amazonaws.com"
      })
  void takes_no_pattern_for_all_hosts_for_one(String text) {
    assertFinds(text);
  }

  @Test
  void finds_the_host_after_an_asterisk() {
    for (var before : List.of("*", "*.", "**.", "x,*.", "postgres://*.")) {
      assertEquals(
          List.of(RdsHost.Kind.INSTANCE),
          RdsHosts.in(before + HOST).found().stream().map(found -> found.host().kind()).toList());
    }
  }

  @Test
  void tells_apart_the_hosts_of_engines_that_no_proxy_fronts() {
    var unfronted = List.of(new Found(new RdsHost(HOST, RdsHost.Kind.INSTANCE), false));
    assertEquals(unfronted, RdsHosts.in("oracle://u:p@" + HOST + "/ORCL").unfronted());
    assertEquals(
        List.of(), RdsHosts.in("oracle://u:p@" + HOST + " postgres://u@" + HOST).unfronted());
  }

  @Test
  void looks_at_the_beginning_of_a_large_text_and_says_that_it_did_no_more() {
    var large = (HOST + " some words of prose between them\n").repeat(100_000);
    var hosts = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RdsHosts.in(large));
    assertEquals(1, hosts.found().size());
    assertEquals(false, hosts.complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "a", "%41", ".", "a.", "\\u0041", "rds.", "'", "=", "/", "\u200B", "*."})
  void takes_no_longer_for_what_is_hard_to_match(String piece) {
    var text = piece.repeat(200_000 / piece.length());
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RdsHosts.in(text + "!"));
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> RdsHosts.in(text + "x.rds.amazonaws.com"));
  }

  @Test
  void stops_at_a_bomb_and_says_so() {
    var bomb = Base64.getEncoder().encodeToString(zip(new byte[50_000_000]));
    var hosts = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> RdsHosts.in(bomb));
    assertEquals(List.of(), hosts.found());
    assertEquals(false, hosts.complete());
  }

  @Test
  void stops_at_a_depth_and_says_so() {
    var text = HOST;
    for (var depth = 0; depth < 6; depth++) {
      text = base64("wrapped " + text);
    }
    assertEquals(false, RdsHosts.in(text).complete());
  }
}
