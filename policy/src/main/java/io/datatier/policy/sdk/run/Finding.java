package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.Rule;

/**
 * What the engine shows of a rule: a violation, a crash, or what is undecided.
 *
 * @param level what it does to the deployment: advisory or mandatory
 * @param urn whom it concerns; empty for the stack
 * @param message the rule's title and, below it, the finding
 */
public record Finding(Rule rule, Level level, String urn, String message) {}
