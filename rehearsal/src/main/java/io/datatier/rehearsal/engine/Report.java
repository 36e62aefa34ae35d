package io.datatier.rehearsal.engine;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What a rehearsal saw.
 *
 * @param steps in order
 * @param created how many resources of which type {@code up} made
 * @param atPreview what each rule said at preview, by its id
 * @param atUpdate what each rule said at update, by its id
 * @param atAws how long {@code up} would have taken at AWS, by what the account's clock showed
 * @param gone whether the stack went away and left the account as it was, but for final snapshots
 * @param finalSnapshots what is left in the account on purpose, by name
 */
public record Report(
    List<Step> steps,
    SortedMap<String, Integer> created,
    SortedMap<String, RuleVerdicts> atPreview,
    SortedMap<String, RuleVerdicts> atUpdate,
    Duration atAws,
    boolean gone,
    List<String> finalSnapshots) {}
