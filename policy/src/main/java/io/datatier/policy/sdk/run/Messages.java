package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Misspelt;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Reporting;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict.Undecided;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts that the engine shows: the rule's title, then the finding, then what to do. */
public final class Messages {

  /** The prefix of every undecided finding; tools count by it. */
  public static final String UNDECIDED = "undecided: ";

  /** How many items of a long list are named. */
  private static final int NAMED = 3;

  private final PolicyPack pack;

  public Messages(PolicyPack pack) {
    this.pack = pack;
  }

  /** The text of a finding: the rule's title, and what it has found. */
  public String of(Finding finding) {
    var rule = finding.rule();
    return switch (finding.kind()) {
      case VIOLATION ->
          explains()
              ? lines(rule.title(), finding.message(), why(rule), whatToDo(rule))
              : lines(rule.title(), finding.message());
      case CRASH -> crashed(rule, finding.message());
      case UNDECIDED ->
          explains()
              ? lines(rule.title(), UNDECIDED + finding.message(), some(namesIn(finding.open())))
              : lines(rule.title(), finding.message());
      case EXEMPT -> lines(rule.title(), finding.message());
    };
  }

  static String crashed(Rule rule, String sentence) {
    return lines(
        rule.title(),
        sentence,
        "This is a bug in the rule, not in the program: send the stack trace to its authors");
  }

  private boolean explains() {
    return pack.reporting() == Reporting.EXPLAINED;
  }

  private static String why(Rule rule) {
    return rule.because().isEmpty() ? "" : "Why: " + rule.because();
  }

  private String whatToDo(Rule rule) {
    var fix = rule.fix().map("Fix: %s"::formatted).stream();
    var page = pack.page(rule).map("see %s"::formatted).stream();
    return Stream.concat(fix, page).collect(Collectors.joining("; "));
  }

  /**
   * What a crash comes to. The exception's text is included only if the resource has no secrets
   * that it might quote.
   */
  static String crash(ResourceView about, Throwable crash, Secrets secrets) {
    var quotable =
        crash instanceof Misspelt || (!about.type().isEmpty() && about.secretTexts().isEmpty());
    var text =
        quotable && crash.getMessage() != null ? ": " + secrets.cutFrom(crash.getMessage()) : "";
    return "could not be judged, because the rule crashed with "
        + crash.getClass().getName()
        + text;
  }

  /** How many resources wait for which values, and what will decide. */
  static String waiting(List<Undecided> open, boolean preview) {
    var names = namesIn(open).size();
    return "%d %s for %s; %s"
        .formatted(
            names,
            names == 1 ? "resource waits" : "resources wait",
            some(pathsIn(open)),
            preview
                ? "decided at update, before the resource is touched"
                : "decided by a run that knows the values");
  }

  /** The words of Pulumi's own SDKs for values that a policy cannot go by. */
  static String cannotRun(Rule rule, List<Undecided> open, boolean preview) {
    return preview
        ? "can't run policy '%s' during preview: %s can't be known during preview"
            .formatted(rule, some(pathsIn(open)))
        : "can't run policy '%s': %s can't be known in this run"
            .formatted(rule, some(pathsIn(open)));
  }

  private static List<String> pathsIn(List<Undecided> open) {
    return open.stream().map(Undecided::path).distinct().sorted().toList();
  }

  private static List<String> namesIn(List<Undecided> open) {
    return open.stream().map(Undecided::urn).distinct().map(Messages::nameOf).sorted().toList();
  }

  static String some(List<String> all) {
    var first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? "%s and %d more".formatted(first, all.size() - NAMED) : first;
  }

  private static String lines(String... lines) {
    return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
  }

  /**
   * The last part of {@code urn:pulumi:stack::project::type::name}; a name may hold "::" itself.
   */
  private static String nameOf(String urn) {
    var parts = urn.split("::", 4);
    return parts.length == 4 ? parts[3] : urn;
  }
}
