/**
 * The command {@code datatier-rehearsal}, which {@code make rehearse} calls, and all that it
 * prints.
 */
@NullMarked
package io.datatier.rehearsal.cli;

import org.jspecify.annotations.NullMarked;
