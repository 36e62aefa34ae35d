package io.datatier.rehearsal.engine;

import java.time.Duration;

/**
 * One finished step of a rehearsal.
 *
 * @param name what was done, mostly the command as a person would type it
 * @param took from its start to its end
 */
public record Step(String name, Duration took) {}
