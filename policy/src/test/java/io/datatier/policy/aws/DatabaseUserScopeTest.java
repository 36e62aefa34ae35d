package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.aws.DatabaseUserScope.Reach;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUserScopeTest {

  private static final String ARN = "arn:aws:rds-db:eu-central-1:123456789012:dbuser:";

  @ParameterizedTest
  @CsvSource({
    "prx-0a1b2c3d4e5f60718/app, PROXY, false",
    "prx-0a1b2c3d4e5f60718/${aws:username}, PROXY, false",
    "prx-0a1b2c3d4e5f60718/*, PROXY, true",
    "prx-0a1b2c3d4e5f60718/app*, PROXY, true",
    "prx-*/app, EVERY_PROXY, false",
    "prx-*/*, EVERY_PROXY, true",
    "prx-*, EVERY_PROXY, true",
    "p*/app, EVERY_PROXY, false",
    "db-ABCDEFGHIJKL01234/app, DATABASE, false",
    "db-ABCDEFGHIJKL01234/*, DATABASE, true",
    "db-*/app, DATABASE, false",
    "cluster-ABCDEFGHIJKL01234/app, DATABASE, false",
    "cluster-*, DATABASE, true",
    "c*/app, DATABASE, false",
    "*/app, EVERYTHING, false",
    "*, EVERYTHING, true",
    "*/*, EVERYTHING, true",
    "?*/app, EVERYTHING, false",
    "campaign/app, NOTHING, false"
  })
  void tells_where_and_as_whom_one_may_sign_in(String idAndUser, Reach reach, boolean everyUser) {
    assertEquals(
        List.of(new DatabaseUserScope(reach, everyUser)), DatabaseUserScope.of(ARN + idAndUser));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:*",
        "arn:aws:rds-db:*",
        "arn:aws:rds-db:*:*:*",
        "arn:aws:rds-db:eu-central-1:123456789012:dbuser*",
        "arn:aws:rds*"
      })
  void knows_a_wildcard_that_stands_for_more_than_the_id(String resource) {
    assertEquals(
        List.of(new DatabaseUserScope(Reach.EVERYTHING, true)), DatabaseUserScope.of(resource));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:rds:eu-central-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718",
        "arn:aws:rds:eu-central-1:123456789012:*",
        "arn:aws:rds-db:eu-central-1:123456789012:dbuser:prx-0a1b2c3d4e5f60718",
        "arn:aws:rds-db:eu-central-1:123456789012:dbuser:x*/app",
        "arn:aws:s3:::*",
        "campaign",
        ""
      })
  void knows_what_is_no_database_user(String resource) {
    assertEquals(List.of(), DatabaseUserScope.of(resource));
  }
}
