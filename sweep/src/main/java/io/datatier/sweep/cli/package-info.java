/** The command. */
@NullMarked
package io.datatier.sweep.cli;

import org.jspecify.annotations.NullMarked;
