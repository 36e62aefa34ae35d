package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
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

  Messages(PolicyPack pack) {
    this.pack = pack;
  }

  /** A violation: what is wrong where, why it matters, how to fix it, and where to read more. */
  String of(Rule rule, Violation violation, Secrets secrets) {
    var sentence = (violation.path() + " " + violation.message()).strip();
    var fix = rule.fix().map("Fix: %s"::formatted).stream();
    var page = pack.page(rule).map("see %s"::formatted).stream();
    return lines(
        rule.title(),
        secrets.cutFrom(sentence),
        "Why: " + rule.because(),
        Stream.concat(fix, page).collect(Collectors.joining("; ")));
  }

  /**
   * A crash. The exception's text is included only if the resource has no secrets that it might
   * quote.
   */
  String crash(Rule rule, ResourceView about, Throwable crash, Secrets secrets) {
    var quotable = !about.type().isEmpty() && about.secretTexts().isEmpty();
    var text =
        quotable && crash.getMessage() != null ? ": " + secrets.cutFrom(crash.getMessage()) : "";
    return lines(
        rule.title(),
        "could not be judged, because the rule crashed with " + crash.getClass().getName() + text,
        "This is a bug in the rule, not in the program: send the stack trace to its authors");
  }

  /**
   * What a rule could not decide: how many resources wait for which values, what will decide, and
   * their names.
   */
  String undecided(Rule rule, List<Undecided> open, boolean preview) {
    var paths = open.stream().map(Undecided::path).distinct().sorted().toList();
    var names =
        open.stream().map(Undecided::urn).distinct().map(Messages::nameOf).sorted().toList();
    var when =
        preview
            ? "decided at update, before the resource is touched"
            : "decided by a run that knows the values";
    return lines(
        rule.title(),
        UNDECIDED
            + "%d %s for %s; %s"
                .formatted(
                    names.size(),
                    names.size() == 1 ? "resource waits" : "resources wait",
                    some(paths),
                    when),
        some(names));
  }

  /** Which exemptions were used. */
  String used(Rule rule, List<String> exemptions) {
    return rule.title() + "\n" + String.join("\n", exemptions);
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
