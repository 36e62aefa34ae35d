package io.datatier.rehearsal.engine;

import java.time.Duration;

/**
 * One finished step of a rehearsal.
 *
 * @param name of the step, usually the command
 * @param took from its start to its end
 */
public record Step(String name, Duration took) {}
