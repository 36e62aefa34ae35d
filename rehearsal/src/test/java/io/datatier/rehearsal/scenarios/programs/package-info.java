/**
 * Pulumi programs that a careless user could write, and that the policies must refuse; and small
 * lawful ones. Each is a main class of its own, run by the real engine.
 */
@NullMarked
package io.datatier.rehearsal.scenarios.programs;

import org.jspecify.annotations.NullMarked;
