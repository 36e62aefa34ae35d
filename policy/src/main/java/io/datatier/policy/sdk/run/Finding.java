package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict.Undecided;
import java.util.List;

/**
 * What a rule has found, as values; {@link Messages#of(Finding)} makes the text that the engine
 * shows.
 *
 * @param level what it does to the deployment: advisory or mandatory
 * @param urn the resource it is about; empty for the stack
 * @param path where in the resource; empty if it is about all of it
 * @param message what is wrong, in a sentence, without any secret
 * @param open what is not known yet; empty unless this is undecided
 */
public record Finding(
    Rule rule,
    Kind kind,
    Level level,
    String urn,
    String path,
    String message,
    List<Undecided> open) {

  /** What kind of finding it is. */
  public enum Kind {
    VIOLATION,
    /** The rule has crashed, so there is no answer. */
    CRASH,
    /** Values decide that are not known yet. */
    UNDECIDED,
    /** Exemptions were used. */
    EXEMPT
  }

  public Finding {
    open = List.copyOf(open);
  }

  static Finding of(Rule rule, Kind kind, Level level, String urn, String message) {
    return new Finding(rule, kind, level, urn, "", message, List.of());
  }
}
