package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts that the engine shows: the rule's title, then the finding, then what to do. */
public final class Messages {

  /** Begins every finding about what is not decided yet; tools count by it. */
  public static final String UNDECIDED = "undecided: ";

  /** How many resources an undecided line names. */
  private static final int NAMED = 3;

  /** Shorter texts stand in sentences by chance. */
  private static final int SHORTEST_SECRET = 3;

  private final PolicyPack pack;

  Messages(PolicyPack pack) {
    this.pack = pack;
  }

  /** A violation: what is wrong where, why it matters, how to put it right, where to read on. */
  String of(Rule rule, Violation violation, Collection<ResourceView> shown) {
    var sentence = (violation.path() + " " + violation.message()).strip();
    var fix = rule.fix().map("Fix: %s"::formatted).stream();
    var page = pack.pages().isEmpty() ? Stream.<String>of() : Stream.of("see " + page(rule));
    return lines(
        rule.title(),
        withoutSecrets(sentence, shown),
        "Why: " + rule.because(),
        Stream.concat(fix, page).collect(Collectors.joining("; ")));
  }

  private String page(Rule rule) {
    return pack.pages() + rule.id() + ".md";
  }

  /**
   * A crash; the exception's text is shown where the resource has no secret that it might quote.
   */
  String crash(Rule rule, ResourceView about, Throwable crash) {
    var quotable = !about.type().isEmpty() && about.secretTexts().isEmpty();
    var text = quotable && crash.getMessage() != null ? ": " + crash.getMessage() : "";
    return lines(
        rule.title(),
        "could not be judged, for the rule crashed with " + crash.getClass().getName() + text,
        "This is a fault of the rule, not of the program: send the stack trace to its authors");
  }

  /** The one line of a rule on what it could not decide. */
  String undecided(Rule rule, List<Undecided> open, boolean preview) {
    var resources = open.stream().map(Undecided::urn).distinct().count();
    var named =
        open.stream()
            .limit(NAMED)
            .map(one -> nameOf(one.urn()) + " by " + one.path())
            .collect(Collectors.joining(", "));
    var more = open.size() > NAMED ? " and %d more".formatted(open.size() - NAMED) : "";
    var when =
        preview
            ? "decided at update, before the resource is touched"
            : "decided by a run that sees the values";
    var resource = resources == 1 ? "resource" : "resources";
    return lines(
        rule.title(),
        UNDECIDED + "%d %s (%s%s), %s".formatted(resources, resource, named, more, when));
  }

  private static String withoutSecrets(String text, Collection<ResourceView> shown) {
    var clean = text;
    for (var resource : shown) {
      for (var secret : resource.secretTexts()) {
        if (secret.length() >= SHORTEST_SECRET) {
          clean = clean.replace(secret, "[secret]");
        }
      }
    }
    return clean;
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
