package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Isolates the crash of one rule from other rules and from the engine's call, which it would fail.
 * A crashed rule is reported at its own level, so a mandatory one fails closed.
 */
final class Isolation {

  /** The engine shows each frame as its own line, and infinite recursion has a thousand. */
  private static final int FRAMES = 20;

  private final Messages messages;

  Isolation(Messages messages) {
    this.messages = messages;
  }

  Judgement judge(Rule rule, Level level, ResourceView about, Supplier<Judgement> check) {
    try {
      return check.get();
    } catch (RuntimeException | Error crash) {
      var message = report(rule, about, crash);
      return new Judgement(List.of(new Finding(rule, level, about.urn(), message)), List.of());
    }
  }

  /** The result of a rule's remedy on a violating resource, if it changed anything. */
  Optional<Remedied> remedy(Rule rule, ResourceView resource) {
    var remedy = rule.remedy();
    var check = rule.check(resource.type());
    if (remedy.isEmpty() || check.isEmpty()) {
      return Optional.empty();
    }
    try {
      var answers = check.get().apply(resource).answers();
      if (answers.stream().noneMatch(Violation.class::isInstance)) {
        return Optional.empty();
      }
      var after = remedy.get().change().apply(resource).properties();
      return after.equals(resource.properties())
          ? Optional.empty()
          : Optional.of(new Remedied(rule, after, ""));
    } catch (RuntimeException | Error crash) {
      var message = report(rule, resource, crash);
      return Optional.of(new Remedied(rule, resource.properties(), message));
    }
  }

  private String report(Rule rule, ResourceView about, Throwable crash) {
    if (crash instanceof OutOfMemoryError memory) {
      throw memory;
    }
    var text =
        messages.crash(rule, about, crash, new Secrets(about.stack().secretTexts().stream()));
    System.err.println(rule.id() + " crashed on " + about.name() + " " + about.urn());
    // Frames only: an exception's text often quotes the value that caused it.
    System.err.println(crash.getClass().getName());
    Stream.of(crash.getStackTrace())
        .limit(FRAMES)
        .forEach(frame -> System.err.println("    at " + frame));
    return text;
  }
}
