package io.datatier.proof.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

final class IamTokensTest {

  private final IamTokens tokens =
      new IamTokens(
          "db.proxy-x.eu-west-1.rds.amazonaws.com",
          5432,
          "reports",
          Region.EU_WEST_1,
          StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")));

  @Test
  void a_token_is_a_signed_request_to_connect() {
    var parts = tokens.password().split("/\\?", 2);

    assertEquals("db.proxy-x.eu-west-1.rds.amazonaws.com:5432", parts[0]);
    var query = new TreeSet<>(Set.of(parts[1].split("&", -1)));
    assertTrue(
        query.containsAll(Set.of("Action=connect", "DBUser=reports", "X-Amz-Expires=900")),
        query::toString);
    assertTrue(
        Stream.of("X-Amz-Signature=", "X-Amz-Credential=AKIDEXAMPLE%2F")
            .allMatch(start -> query.stream().anyMatch(pair -> pair.startsWith(start))));
  }

  @Test
  void each_connection_has_one_of_its_own_and_all_are_counted() {
    assertNotEquals("", tokens.password() + tokens.password());

    assertTrue(tokens.summary().orElseThrow().contains(": 2 made, "), tokens.summary()::toString);
  }

  /** A hundred in half a second, after a first that took long and a minute of quiet. */
  @Test
  void the_rate_is_that_of_the_busiest_second() {
    var made =
        Stream.concat(
                Stream.of(new IamTokens.Made(0, 900_000_000)),
                LongStream.range(0, 100)
                    .mapToObj(
                        it -> new IamTokens.Made(60_000_000_000L + it * 5_000_000, 2_000_000)))
            .toList();

    assertEquals(
        "101 made, 100 of them in the busiest second; signing took 2.00 ms for half of them.",
        IamTokens.summary(made));
  }

  @Test
  void the_region_is_that_in_the_name() {
    assertEquals(
        List.of(
            Optional.of(Region.EU_WEST_1),
            Optional.of(Region.US_GOV_WEST_1),
            Optional.of(Region.CN_NORTH_1),
            Optional.<Region>empty()),
        Stream.of(
                "db.proxy-x.eu-west-1.rds.amazonaws.com",
                "db.x.us-gov-west-1.rds.amazonaws.com",
                "db.x.cn-north-1.rds.amazonaws.com.cn",
                "db.example.com")
            .map(Regions::ofHost)
            .toList());
    assertEquals(
        List.of(Optional.of(Region.EU_WEST_1), Optional.<Region>empty()),
        Stream.of("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1b2c3", "db")
            .map(Regions::ofSecret)
            .toList());
  }
}
