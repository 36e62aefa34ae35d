package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.policy.sdk.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DataTierPolicyPackTest {

  private static final Path RULES = Path.of("src/main/java/io/datatier/policy/rules");
  private static final Path TESTS = Path.of("src/test/java/io/datatier/policy/rules");
  private static final Path PAGES = Path.of("docs");

  /** Pages that are about no single rule. */
  private static final Set<String> OTHER_PAGES = Set.of("readme", "configuring", "writing-rules");

  static List<Rule> rules() {
    return DataTierPolicyPack.PACK.rules();
  }

  @Test
  void has_these_rules_in_this_order() {
    assertEquals(
        List.of(
            "proxy-requires-tls",
            "proxy-authenticates-with-secrets-manager",
            "proxy-requires-iam-authentication",
            "proxy-refuses-md5-passwords",
            "proxy-debug-logging-disabled",
            "proxy-has-target",
            "proxy-pool-within-limits",
            "proxy-spans-availability-zones",
            "proxy-admits-only-known-clients",
            "proxy-has-security-groups",
            "proxy-pinning-filters-fit-engine",
            "proxy-clients-send-no-options",
            "proxy-clients-verify-tls",
            "proxy-is-used",
            "lambda-connects-through-proxy",
            "lambda-layers-pin-no-database",
            "worker-connects-through-proxy",
            "lambda-environment-holds-no-secrets",
            "lambda-runs-in-vpc",
            "lambda-concurrency-reserved",
            "database-not-public",
            "database-storage-encrypted",
            "database-forces-tls",
            "database-master-password-managed",
            "database-deletion-protected",
            "database-backups-retained",
            "database-multi-az",
            "database-admits-only-proxy-and-admin",
            "secrets-access-least-privilege",
            "rds-connect-scoped-to-proxy",
            "proxy-alarms-present",
            "proxy-alarms-name-real-metrics"),
        rules().stream().map(Rule::id).toList());
  }

  @Test
  void has_a_class_a_test_and_a_page_for_each_rule_and_no_others() throws IOException {
    var ids = rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(ids, stems(RULES, ".java"));
    assertEquals(ids, stems(TESTS, "Test.java"));
    var pages = new TreeSet<>(stems(PAGES, ".md"));
    pages.removeAll(OTHER_PAGES);
    assertEquals(ids, pages);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds_the_rule_in_the_class_of_its_stem(Rule rule) throws ReflectiveOperationException {
    var words = Stream.of(rule.id().split("-"));
    var stem = words.map(DataTierPolicyPackTest::capitalised).collect(Collectors.joining());
    var type = Class.forName("io.datatier.policy.rules." + stem);
    assertEquals(rule, type.getField("RULE").get(null));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void begins_each_page_with_what_the_rule_says(Rule rule) throws IOException {
    var severity = rule.severity().orElseThrow().name().toLowerCase(Locale.ROOT);
    var level = capitalised(rule.level().orElseThrow().name().toLowerCase(Locale.ROOT));
    var remedy = !rule.remedies().isEmpty() ? ", can be remedied" : "";
    assertEquals(
        List.of(
            "# " + rule.id(),
            "",
            "%s. %s, severity %s%s.".formatted(rule.title(), level, severity, remedy)),
        Files.readAllLines(PAGES.resolve(rule.id() + ".md")).subList(0, 3));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void tells_how_to_put_every_violation_right(Rule rule) {
    assertTrue(rule.fix().isPresent());
  }

  @Test
  void has_one_version() throws IOException {
    var version = DataTierPolicyPack.PACK.version();
    var yaml = Files.readAllLines(Path.of("PulumiPolicy.yaml"));
    assertEquals(List.of("runtime: java", "version: " + version, yaml.get(2)), yaml.subList(0, 3));
    var pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<artifactId>datatier-policy</artifactId>\n  <version>" + version));
  }

  private static Set<String> stems(Path folder, String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.startsWith("package-info"))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .map(name -> name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
