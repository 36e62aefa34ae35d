/** The command line of the sweep. */
@NullMarked
package io.datatier.sweep.cli;

import org.jspecify.annotations.NullMarked;
