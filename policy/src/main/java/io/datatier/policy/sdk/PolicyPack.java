package io.datatier.policy.sdk;

import static io.datatier.policy.sdk.Reporting.EXPLAINED;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rules that are run together.
 *
 * @param name what configuration and messages call it
 * @param version a semantic version; one in PulumiPolicy.yaml wins over it
 * @param description one sentence
 * @param pages where the page of a rule stands: this, the rule's id, ".md"; empty without pages
 * @param level what a violation of a rule does that does not say so itself
 * @param rules all of them, in the order in which remedies are applied
 * @param initial the rules' default configuration, by id
 * @param listing what a registry shows of it
 * @param reporting how findings are worded
 * @param translation what resources of other types are read as
 */
public record PolicyPack(
    String name,
    String version,
    String description,
    String pages,
    Level level,
    List<Rule> rules,
    Map<String, RuleConfig> initial,
    PackListing listing,
    Reporting reporting,
    Translation translation) {

  /** The engine's own rule for pack names. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_.]{1,100}");

  private static final Pattern VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");

  /**
   * A pack.
   *
   * @throws IllegalArgumentException for a name or version that the engine rejects, or a duplicate
   *     rule id
   */
  public PolicyPack {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a policy pack: use up to 100 letters, digits, '-', '_' or '.'"
              .formatted(name));
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the version of a policy pack: write for example 1.2.3".formatted(version));
    }
    rules = List.copyOf(rules);
    initial = Map.copyOf(initial);
    var ids = new HashSet<String>();
    for (var rule : rules) {
      if (rule.id().equals(Exemption.ID)) {
        throw new IllegalArgumentException(
            "every pack already has the rule '%s'".formatted(Exemption.ID));
      }
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
    }
  }

  /** A pack whose rules are advisory by default, as in Pulumi's own SDKs. */
  public static PolicyPack named(String name, String version) {
    return new PolicyPack(
        name,
        version,
        "",
        "",
        Level.ADVISORY,
        List.of(),
        Map.of(),
        PackListing.NONE,
        Reporting.PLAIN,
        Translation.NONE);
  }

  /** The same pack with a description. */
  public PolicyPack describedAs(String sentence) {
    return new PolicyPack(
        name, version, sentence, pages, level, rules, initial, listing, reporting, translation);
  }

  /** The same pack, with a page for every rule under this folder or address. */
  public PolicyPack pagesUnder(String folder) {
    var prefix = folder.endsWith("/") ? folder : folder + "/";
    return new PolicyPack(
        name, version, description, prefix, level, rules, initial, listing, reporting, translation);
  }

  /** The same pack, with this level for rules without one. */
  public PolicyPack defaultLevel(Level level) {
    return new PolicyPack(
        name, version, description, pages, level, rules, initial, listing, reporting, translation);
  }

  /** The same pack with these rules. */
  public PolicyPack rules(Rule... rules) {
    var all = Arrays.asList(rules);
    return new PolicyPack(
        name, version, description, pages, level, all, initial, listing, reporting, translation);
  }

  /** The same pack, whose rules judge what a translation reads resources as. */
  public PolicyPack translatedBy(Translation translation) {
    return new PolicyPack(
        name, version, description, pages, level, rules, initial, listing, reporting, translation);
  }

  /** The same pack, whose findings say why they matter and how to fix them. */
  public PolicyPack explained() {
    return new PolicyPack(
        name, version, description, pages, level, rules, initial, listing, EXPLAINED, translation);
  }

  /** The same pack, listed as this. */
  public PolicyPack listedAs(PackListing listing) {
    return new PolicyPack(
        name, version, description, pages, level, rules, initial, listing, reporting, translation);
  }

  /**
   * The same pack, with a default configuration for one of its rules.
   *
   * @throws IllegalArgumentException if the pack has no such rule, or the rule no such setting
   */
  public PolicyPack initially(String rule, RuleConfig config) {
    var declared =
        rule(rule)
            .orElseThrow(() -> new IllegalArgumentException("there is no rule " + rule))
            .settings();
    Settings.ofGiven(
        declared,
        config.properties(),
        fault -> {
          throw new IllegalArgumentException(rule + ": " + fault);
        });
    var more = new HashMap<>(initial);
    more.put(rule, config);
    return new PolicyPack(
        name, version, description, pages, level, rules, more, listing, reporting, translation);
  }

  /** The rule of this id, if the pack has it. */
  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The address of a rule's page. */
  public Optional<String> page(Rule rule) {
    var hasPage = !pages.isEmpty() && rules.contains(rule);
    return rule.url().or(() -> hasPage ? Optional.of(pages + rule.id() + ".md") : Optional.empty());
  }

  /** A rule's default level. */
  public Level levelOf(Rule rule) {
    return rule.level().orElse(level);
  }
}
