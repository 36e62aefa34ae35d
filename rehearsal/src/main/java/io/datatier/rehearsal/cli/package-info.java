/** The command {@code datatier-rehearsal}, which {@code make rehearse} runs, and its output. */
@NullMarked
package io.datatier.rehearsal.cli;

import org.jspecify.annotations.NullMarked;
