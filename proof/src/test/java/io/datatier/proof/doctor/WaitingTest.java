package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

final class WaitingTest {

  private static final String ARN = "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1";

  private final StringWriter out = new StringWriter();

  @Test
  void says_what_it_waits_for_whenever_that_changes() throws Exception {
    assertTrue(
        waits(
            Duration.ofMinutes(1),
            List.of(
                () -> tier("creating"),
                () -> {
                  throw SdkClientException.create("no network", new IOException());
                },
                () -> {
                  throw refused("Throttling", "Rate exceeded");
                },
                () -> tier("available"),
                () -> tier("available", "UNAVAILABLE"),
                () -> tier("available", "UNAVAILABLE"),
                () -> tier("available", "AVAILABLE", "UNUSED"))));
    assertEquals(
        List.of(
            "Waiting: proxy shop-proxy is creating",
            "Waiting: AWS did not answer: no network",
            "Waiting: a call failed: Rate exceeded",
            "Waiting: proxy shop-proxy has no target",
            "Waiting: target shop-db is UNAVAILABLE: PENDING_PROXY_CAPACITY"),
        out.toString().lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"incompatible-network", "insufficient-resource-limits", "suspended"})
  void does_not_wait_for_what_does_not_pass(String status) throws Exception {
    assertFalse(waits(Duration.ofMinutes(1), List.of(() -> tier(status))));
    assertEquals(
        "Waiting does not help: proxy shop-proxy is " + status + System.lineSeparator(),
        out.toString());
  }

  @Test
  void does_not_wait_for_a_proxy_that_is_gone() throws Exception {
    assertFalse(
        waits(Duration.ofMinutes(1), List.of(() -> new Tier(stack(), List.of(), Map.of()))));
  }

  @Test
  void waits_for_one_proxy_where_the_targets_of_another_stay_unknown() throws Exception {
    assertFalse(
        waits(
            Duration.ofMinutes(1),
            List.of(() -> besideDenied("creating"), () -> besideDenied("available"))));
    assertEquals(
        List.of(
            "Waiting: proxy shop-proxy is creating",
            "Waiting does not help: These credentials may not call a call."),
        out.toString().lines().toList());
  }

  /** A proxy beside another, for whose targets these credentials may not ask. */
  private static Tier besideDenied(String status) {
    var tier = tier(status, "AVAILABLE");
    var denied =
        new Proxy(
            DBProxy.builder().dbProxyName("denied").dbProxyArn(ARN).status("available").build(),
            new Once<>(
                () -> {
                  throw refused("AccessDenied", "not authorized");
                }),
            new Once<>(Optional::empty),
            new Once<>(List::of));
    return new Tier(
        tier.stack(), Stream.concat(tier.proxies().stream(), Stream.of(denied)).toList(), Map.of());
  }

  static List<SdkException> lasting() {
    return List.of(
        refused("AccessDenied", "not authorized"),
        refused("ExpiredToken", "The security token included in the request is expired"),
        refused("InvalidClientTokenId", "The security token included in the request is invalid."),
        refused("InvalidParameterValue", "no such filter"),
        SdkClientException.create("a profile that cannot be read"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void does_not_wait_for_an_answer_that_stays_the_same(SdkException refused) {
    assertSame(
        refused,
        assertThrows(
            SdkException.class,
            () ->
                waits(
                    Duration.ofMinutes(1),
                    List.of(
                        () -> {
                          throw refused;
                        }))));
    assertEquals("", out.toString());
  }

  @Test
  void waits_while_the_service_fails() throws Exception {
    assertTrue(
        waits(
            Duration.ofMinutes(1),
            List.of(
                () -> {
                  throw AwsServiceException.builder().statusCode(503).build();
                },
                () -> tier("available", "AVAILABLE"))));
    assertEquals(
        "Waiting: a call failed: AWS answered 503" + System.lineSeparator(), out.toString());
  }

  @Test
  void does_not_wait_long_for_a_target_that_cannot_log_in() throws Exception {
    var looks = new ArrayList<Supplier<Tier>>();
    for (var look = 0; look < 12; look++) {
      looks.add(() -> tier("available", "UNAVAILABLE AUTH_FAILURE"));
    }
    var passing = new ArrayList<>(looks.subList(0, 11));
    passing.add(() -> tier("available", "AVAILABLE"));

    assertTrue(waits(Duration.ofMinutes(1), passing));
    assertFalse(waits(Duration.ofMinutes(1), looks));
    assertEquals(
        List.of(
            "Waiting: target shop-db is UNAVAILABLE: AUTH_FAILURE",
            "Waiting: target shop-db is UNAVAILABLE: AUTH_FAILURE",
            "Waiting does not help: target shop-db is UNAVAILABLE: AUTH_FAILURE"),
        out.toString().lines().toList());
  }

  @Test
  void gives_up_in_the_end() throws Exception {
    assertFalse(waits(Duration.ZERO, List.of(() -> tier("creating"))));
    assertTrue(out.toString().contains("Not available within 0 minutes."), out::toString);
  }

  private boolean waits(Duration patience, List<Supplier<Tier>> looks) throws InterruptedException {
    var left = new ArrayDeque<>(looks);
    return new Waiting(patience, Duration.ZERO, new PrintWriter(out, true))
        .until(() -> left.remove().get());
  }

  private static AwsServiceException refused(String code, String said) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(said).build())
        .build();
  }

  private static Tier tier(String status, String... targets) {
    return OneProxy.tier(
        DBProxy.builder().dbProxyName("shop-proxy").dbProxyArn(ARN).status(status).build(),
        Stream.of(targets).map(WaitingTest::target).toList());
  }

  /** A state, and a reason after a blank if it is another than the usual one. */
  private static DBProxyTarget target(String stateAndReason) {
    var words = stateAndReason.split(" ", 2);
    var state = words[0];
    var usual = state.equals("UNAVAILABLE") ? "PENDING_PROXY_CAPACITY" : null;
    return DBProxyTarget.builder()
        .type("RDS_INSTANCE")
        .rdsResourceId("shop-db")
        .targetHealth(health -> health.state(state).reason(words.length == 2 ? words[1] : usual))
        .build();
  }

  private static DeployedStack stack() {
    return new DeployedStack(
        List.of(new DeployedStack.NamedProxy("shop-proxy", ARN)),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
