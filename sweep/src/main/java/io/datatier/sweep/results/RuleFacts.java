package io.datatier.sweep.results;

/**
 * What reports say of a rule.
 *
 * @param level in this sweep: advisory, mandatory, remediate or disabled
 * @param severity low, medium, high or critical; empty where the rule says none
 * @param page its address; empty without one
 */
public record RuleFacts(
    String id,
    String title,
    String level,
    String severity,
    String because,
    String fix,
    String page) {}
