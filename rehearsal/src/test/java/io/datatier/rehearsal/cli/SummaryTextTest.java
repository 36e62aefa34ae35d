package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SummaryTextTest {

  @Test
  void lines_up_what_was_made_what_was_judged_and_how_long_it_took() {
    var results =
        new Results(
            List.of(
                new Step("preview", Duration.ofMillis(9_140)),
                new Step("destroy", Duration.ofSeconds(12))),
            new TreeMap<>(Map.of("aws:rds/proxy:Proxy", 1, "aws:iam/role:Role", 12)),
            new TreeMap<>(
                Map.of(
                    "proxy-requires-tls", new RuleVerdicts(1, 0, 0, 0),
                    "lambda-connects-through-proxy", new RuleVerdicts(2, 1, 1, 6))),
            new TreeMap<>(
                Map.of(
                    "proxy-requires-tls", new RuleVerdicts(1, 0, 0, 0),
                    "lambda-connects-through-proxy", new RuleVerdicts(8, 1, 1, 0),
                    "only-advised", new RuleVerdicts(3, 0, 2, 0),
                    "undecided-to-the-end", new RuleVerdicts(0, 0, 1, 3))),
            List.of(),
            List.of("dialer-lambda-dev logs in as iadmin"),
            Duration.ofSeconds(850),
            true,
            List.of(),
            Optional.empty());

    assertEquals(
        """

        resources created: 13
            12  aws:iam/role:Role
             1  aws:rds/proxy:Proxy

        policies: 1 passed, 1 violated, 1 advised, 1 undecided
          lambda-connects-through-proxy  preview: 2 passed, 1 violated, 1 advised, 6 undecided\
          update: 8 passed, 1 violated, 1 advised
          only-advised                   preview: nothing to judge                            \
          update: 3 passed, 2 advised
          proxy-requires-tls             preview: 1 passed                                    \
          update: 1 passed
          undecided-to-the-end           preview: nothing to judge                            \
          update: 1 advised, 3 undecided

        logins, on PostgreSQL of this machine
          dialer-lambda-dev logs in as iadmin

        time: 21.1 s
           9.1 s  preview
          12.0 s  destroy
        in AWS, up would take about 14 minutes

        the account is as it was before
        """,
        text(results));
  }

  @Test
  void names_the_snapshots_that_a_protected_stack_leaves() {
    var results =
        new Results(
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            Duration.ZERO,
            true,
            List.of("campaign-prod-final"),
            Optional.empty());

    assertEquals(
        """

        resources created: 0

        policies: 0 passed, 0 violated, 0 advised, 0 undecided

        time: 0.0 s

        kept in the account on purpose
          final snapshot campaign-prod-final
        """,
        text(results));
  }

  @Test
  void names_the_types_of_which_only_the_schema_is_known() {
    var results =
        new Results(
            List.of(),
            new TreeMap<>(
                Map.of(
                    "aws:rds/proxy:Proxy", 1,
                    "aws:cloudtrail/trail:Trail", 2,
                    "aws:athena/workgroup:Workgroup", 1,
                    "random:index/randomPassword:RandomPassword", 1)),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            Duration.ZERO,
            false,
            List.of(),
            Optional.empty());

    assertEquals(
        """

        resources created: 5
             1  aws:athena/workgroup:Workgroup
             2  aws:cloudtrail/trail:Trail
             1  aws:rds/proxy:Proxy
             1  random:index/randomPassword:RandomPassword

        checked against the schema only; also preview these with the real plugin
          aws:athena/workgroup:Workgroup
          aws:cloudtrail/trail:Trail

        policies: 0 passed, 0 violated, 0 advised, 0 undecided

        time: 0.0 s
        """,
        text(results));
  }

  private static String text(Results results) {
    return String.join("\n", SummaryText.of(results)) + "\n";
  }
}
