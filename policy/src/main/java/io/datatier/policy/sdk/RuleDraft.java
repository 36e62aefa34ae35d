package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule without checks; start one with {@link Rule#named}. */
public final class RuleDraft {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  final String id;
  String title = "";
  String because = "";
  String displayName = "";
  List<String> tags = List.of();
  List<Setting<?>> settings = List.of(Rule.UNDECIDED);
  @Nullable String fix;
  @Nullable String url;
  @Nullable Framework framework;
  @Nullable Severity severity;
  @Nullable Level level;

  RuleDraft(String id) {
    if (!ID.matcher(id).matches() || id.length() > 100) {
      throw new IllegalArgumentException(
          "'%s' is not a rule id: write lower-case words joined by hyphens".formatted(id));
    }
    if (id.equals("all")) {
      throw new IllegalArgumentException("'all' means every rule in configuration");
    }
    this.id = id;
  }

  /** A copy that later steps on the original do not reach. */
  private RuleDraft(RuleDraft other) {
    id = other.id;
    title = other.title;
    because = other.because;
    displayName = other.displayName;
    tags = other.tags;
    settings = other.settings;
    fix = other.fix;
    url = other.url;
    framework = other.framework;
    severity = other.severity;
    level = other.level;
  }

  /** The condition that must hold, as a sentence in the present tense, without a period. */
  public RuleDraft title(String sentence) {
    title = text(sentence);
    return this;
  }

  /** The consequence of a violation, without a period. */
  public RuleDraft because(String reason) {
    because = text(reason);
    return this;
  }

  /** Its name in lists of rules, if not the title. */
  public RuleDraft displayName(String name) {
    displayName = text(name);
    return this;
  }

  /** How to fix a violation, in the imperative. A remedy sets this itself. */
  public RuleDraft fix(String steps) {
    fix = text(steps);
    return this;
  }

  /** The address of its documentation, if not the pack's page for the rule. */
  public RuleDraft url(String address) {
    url = text(address);
    return this;
  }

  /** The framework that requires it. */
  public RuleDraft framework(Framework value) {
    framework = Objects.requireNonNull(value);
    return this;
  }

  /** Search tags for lists of rules. */
  public RuleDraft tags(String... values) {
    tags = List.of(values);
    return this;
  }

  /**
   * The rule's settings. Read them in a check with {@link ResourceView#setting}.
   *
   * @throws IllegalArgumentException if two settings have the same name
   */
  public RuleDraft settings(Setting<?>... values) {
    var all = new ArrayList<>(settings);
    for (var setting : values) {
      if (all.stream().anyMatch(other -> other.name().equals(setting.name()))) {
        throw new IllegalArgumentException(
            "%s has two settings called %s".formatted(id, setting.name()));
      }
      all.add(setting);
    }
    settings = List.copyOf(all);
    return this;
  }

  /** Without even the settings that every rule has. */
  RuleDraft onlySettings(Setting<?>... values) {
    settings = List.of(values);
    return this;
  }

  /** How bad a violation is. */
  public RuleDraft severity(Severity value) {
    severity = Objects.requireNonNull(value);
    return this;
  }

  /** A violation stops the deployment, unless configured. */
  public RuleDraft mandatory() {
    return level(Level.MANDATORY);
  }

  /** A violation is only reported, unless configured. */
  public RuleDraft advisory() {
    return level(Level.ADVISORY);
  }

  /** The remedy fixes a violation, unless configured. */
  public RuleDraft remediated() {
    return level(Level.REMEDIATE);
  }

  /** The rule does not judge, unless configured. */
  public RuleDraft disabled() {
    return level(Level.DISABLED);
  }

  private RuleDraft level(Level value) {
    level = value;
    return this;
  }

  /** The rule, judging resources of this type by their inputs; see {@link Rule#on}. */
  public Rule on(String type, Function<ResourceView, Verdict> check) {
    return complete().on(type, check);
  }

  /** The rule, judging resources of each of these types alike. */
  public Rule on(Collection<String> types, Function<ResourceView, Verdict> check) {
    return complete().on(types, check);
  }

  /** The rule, judging resources of every type by their inputs, components included. */
  public Rule onAny(Function<ResourceView, Verdict> check) {
    return complete().onAny(check);
  }

  /** The rule, judging the stack. */
  public Rule onStack(Function<StackView, Verdict> check) {
    return complete().onStack(check);
  }

  private Rule complete() {
    if (title.isEmpty()) {
      throw new IllegalArgumentException(
          id + " needs a title: people read it when the rule blocks them");
    }
    return new Rule(new RuleDraft(this));
  }

  static String text(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    return text.strip();
  }
}
