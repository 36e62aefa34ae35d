package io.datatier.policy.sdk.run;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Settings;
import io.datatier.policy.sdk.WhenUndecided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The configuration of a pack's rules. The user's takes precedence over the pack's, and that over
 * the rule's.
 */
final class Configuration {

  private record Configured(Level level, Settings settings) {}

  /**
   * The rules that judge resources of a type.
   *
   * @param others what is answered for all others, ready to be said again
   */
  record Concerned(List<Rule> rules, Judgement others) {}

  private final PolicyPack pack;
  private final Map<String, Configured> rules;
  private final List<Rule> enabled;
  private final Map<String, Concerned> byType = new ConcurrentHashMap<>();
  private final Map<Rule, Judgement> ofOthers;

  private Configuration(PolicyPack pack, Map<String, Configured> rules) {
    this.pack = pack;
    this.rules = rules;
    this.enabled = pack.rules().stream().filter(rule -> levelOf(rule) != Level.DISABLED).toList();
    this.ofOthers = enabled.stream().collect(toMap(rule -> rule, Configuration::judgesOthers));
  }

  /** The configuration of a pack before the user's. */
  static Configuration of(PolicyPack pack) {
    var rules = new HashMap<String, Configured>();
    judges(pack)
        .forEach(
            rule -> {
              var initial = initialConfig(pack, rule);
              // The pack has validated it; the user may still add what is missing.
              var settings = Settings.ofGiven(rule.settings(), initial.properties(), fault -> {});
              var level = initial.level().orElse(pack.levelOf(rule));
              rules.put(rule.id(), new Configured(level, settings));
            });
    return new Configuration(pack, Map.copyOf(rules));
  }

  private static Stream<Rule> judges(PolicyPack pack) {
    return Stream.concat(pack.rules().stream(), Stream.of(Exemption.RULE));
  }

  private static RuleConfig initialConfig(PolicyPack pack, Rule rule) {
    var none = new RuleConfig(Optional.empty(), Fields.NONE);
    return pack.initial().getOrDefault(rule.id(), none);
  }

  /**
   * The same with rules configured by id. Unknown rules are ignored, so that one configuration can
   * serve several versions of a pack.
   *
   * @throws IllegalArgumentException naming every fault, with rule, setting, what is given and what
   *     is allowed
   */
  Configuration with(Map<String, RuleConfig> given) {
    var faults = new ArrayList<String>();
    var changed = new HashMap<>(rules);
    judges(pack)
        .filter(rule -> given.containsKey(rule.id()))
        .forEach(
            rule -> {
              var config = given.getOrDefault(rule.id(), initialConfig(pack, rule));
              var configured = read(rule, config, fault -> faults.add(rule.id() + ": " + fault));
              changed.put(rule.id(), configured);
            });
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return new Configuration(pack, Map.copyOf(changed));
  }

  private Configured read(Rule rule, RuleConfig given, Consumer<String> fault) {
    var config = given.over(initialConfig(pack, rule));
    var settings = Settings.of(rule.settings(), config.properties(), fault);
    if (rule.equals(Exemption.RULE)) {
      checkRules(config.properties(), fault);
    }
    return new Configured(config.level().orElse(pack.levelOf(rule)), settings);
  }

  /** Reports entries with rules that the pack does not have, even in a malformed list. */
  private void checkRules(Fields config, Consumer<String> fault) {
    var given = config.values().get(Exemption.ENTRIES.name());
    var entries = given instanceof Elements list ? list.values() : List.<PropertyValue>of();
    for (var index = 0; index < entries.size(); index++) {
      if (entries.get(index) instanceof Fields entry
          && entry.values().get("rule") instanceof Text rule
          && !rule.value().isBlank()
          && pack.rule(rule.value().strip()).isEmpty()) {
        fault.accept(
            "entries[%d].rule is '%s', which is not a rule of this pack"
                .formatted(index, rule.value()));
      }
    }
  }

  /** A value that is not a list is reported elsewhere. */
  private static List<Exemption> exemptions(Settings settings) {
    return settings.find(Exemption.ENTRIES).orElse(List.of());
  }

  private Configured of(Rule rule) {
    var configured = rules.get(rule.id());
    if (configured == null) {
      throw new IllegalArgumentException("the pack has no rule " + rule);
    }
    return configured;
  }

  Level levelOf(Rule rule) {
    return of(rule).level();
  }

  Settings settingsOf(Rule rule) {
    return of(rule).settings();
  }

  /** The level of the rule's undecided questions. */
  Level levelOfUndecided(Rule rule) {
    return settingsOf(rule).get(Rule.UNDECIDED) == WhenUndecided.FAIL
        ? levelOf(rule).ofViolation()
        : Level.ADVISORY;
  }

  List<Rule> enabledRules() {
    return enabled;
  }

  /** The enabled rules that judge resources of this type; a stack has few types. */
  Concerned concernedWith(String type) {
    return byType.computeIfAbsent(type, this::concerned);
  }

  private Concerned concerned(String type) {
    var judging = enabled.stream().collect(partitioningBy(it -> it.check(type).isPresent()));
    var others = judging.getOrDefault(false, List.of()).stream();
    return new Concerned(
        judging.getOrDefault(true, List.of()),
        Judgement.all(others.flatMap(rule -> Stream.ofNullable(ofOthers.get(rule))).toList()));
  }

  private static Judgement judgesOthers(Rule rule) {
    return Judgement.skip(rule, "judges " + subjectOf(rule));
  }

  private static String subjectOf(Rule rule) {
    return rule.types().isEmpty() ? "the stack as a whole" : String.join(", ", rule.types());
  }

  List<Exemption> exemptions() {
    return exemptions(settingsOf(Exemption.RULE));
  }
}
