/** The command behind {@code make rehearse}, and all that it prints. */
@NullMarked
package io.datatier.rehearsal.cli;

import org.jspecify.annotations.NullMarked;
