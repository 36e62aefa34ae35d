/** Faults to inject into provider calls, as values read from a file. */
@NullMarked
package io.datatier.rehearsal.fault;

import org.jspecify.annotations.NullMarked;
