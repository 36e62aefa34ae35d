package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Isolates the crash of one rule from other rules and from the engine's call, which it would fail.
 * A crashed rule is reported at its own level, so a mandatory one fails closed.
 */
final class Isolation {

  /** The engine shows each frame as its own line, and infinite recursion has a thousand. */
  private static final int FRAMES = 20;

  Judgement judge(Rule rule, Level level, ResourceView about, Supplier<Judgement> check) {
    try {
      return check.get();
    } catch (RuntimeException | Error crash) {
      var message = report(rule, about, crash);
      return new Judgement(
          List.of(Finding.of(rule, Finding.Kind.CRASH, level, about.urn(), message)), List.of());
    }
  }

  /** The results of a rule's remedies, each on what the one before has left to violate it. */
  List<Remedied> remedy(Rule rule, ResourceView resource) {
    var check = rule.check(resource.type());
    var remedied = new ArrayList<Remedied>();
    if (check.isEmpty()) {
      return remedied;
    }
    var current = resource;
    try {
      for (var remedy : rule.remedies()) {
        if (remedy.isFor(resource.type()) && violates(check.get().apply(current))) {
          var after = remedy.change().apply(current);
          if (!after.properties().equals(current.properties())) {
            remedied.add(new Remedied(rule, after.properties(), ""));
            current = after;
          }
        }
      }
    } catch (RuntimeException | Error crash) {
      var failure = Messages.crashed(rule, report(rule, resource, crash));
      remedied.add(new Remedied(rule, current.properties(), failure));
    }
    return remedied;
  }

  private static boolean violates(Verdict verdict) {
    return !verdict.answers(Violation.class).isEmpty();
  }

  private static String report(Rule rule, ResourceView about, Throwable crash) {
    if (crash instanceof OutOfMemoryError memory) {
      throw memory;
    }
    var text = Messages.crash(about, crash, new Secrets(about.stack().secretTexts().stream()));
    System.err.println(rule.id() + " crashed on " + about.name() + " " + about.urn());
    // Frames only: an exception's text often quotes the value that caused it.
    System.err.println(crash.getClass().getName());
    Stream.of(crash.getStackTrace())
        .limit(FRAMES)
        .forEach(frame -> System.err.println("    at " + frame));
    return text;
  }
}
