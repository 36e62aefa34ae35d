/** What was found, kept in a file from which reports are written and runs go on. */
@NullMarked
package io.datatier.sweep.results;

import org.jspecify.annotations.NullMarked;
