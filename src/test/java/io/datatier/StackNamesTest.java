package io.datatier;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.values.RdsName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StackNamesTest {

  @Test
  void names_parts_after_system_role_and_stack() {
    assertEquals("campaign-postgres-proxy-dev", LEAST.settings().name("postgres-proxy"));
  }

  @Test
  void keeps_the_name_that_the_stack_had() {
    var renamed = LEAST.with("renamedFrom", "prod");
    assertEquals("campaign-postgres-prod", renamed.settings().name("postgres"));
    assertEquals(
        List.of(
            "datatier:renamedFrom is \"Prod\", but must be a stack's name: lower-case letters,"
                + " digits and single hyphens"),
        LEAST.with("renamedFrom", "Prod").complaints());
  }

  @Test
  void takes_the_projects_name_where_no_name_is_given() {
    assertEquals(
        new RdsName("tier"),
        StackSettings.of("tier", "dev", LEAST.without("name").config(), Set.of()).name());
  }

  @Test
  void refuses_a_name_that_is_none_of_rds() {
    assertEquals(
        List.of(
            "datatier:name is \"Campaign\", but must be 1 to 63 lower-case letters, digits and"
                + " single hyphens, start with a letter and not end with a hyphen"),
        LEAST.with("name", "Campaign").complaints());
  }

  @Test
  void refuses_a_name_that_is_too_long_for_the_proxy_of_this_stack() {
    assertEquals(
        List.of(
            "datatier:name is \"a-name-that-is-too-long-for-a-proxy-of-this-stack\", but must"
                + " make"
                + " a-name-that-is-too-long-for-a-proxy-of-this-stack-postgres-proxy-dev"
                + " a valid name, which must be 1 to 63 lower-case letters, digits and"
                + " single hyphens, start with a letter and not end with a hyphen"),
        LEAST.with("name", "a-name-that-is-too-long-for-a-proxy-of-this-stack").complaints());
  }

  @Test
  void refuses_a_name_that_is_too_long_for_the_read_only_endpoint() {
    assertEquals(
        List.of(
            "datatier:name is \"a-name-that-is-long-but-not-too-long-for-a-proxy\", but must"
                + " make a-name-that-is-long-but-not-too-long-for-a-proxy-postgres-proxy-dev-"
                + "read-only a valid name, which must be 1 to 63 lower-case letters, digits"
                + " and single hyphens, start with a letter and not end with a hyphen"),
        LEAST
            .with("name", "a-name-that-is-long-but-not-too-long-for-a-proxy")
            .with("database", "{engine: aurora-postgresql}")
            .with("proxy", "{readOnlyEndpoint: true}")
            .complaints());
  }
}
