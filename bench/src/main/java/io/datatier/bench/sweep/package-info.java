/** Measures the sweep: time and memory by number of stacks. */
@NullMarked
package io.datatier.bench.sweep;

import org.jspecify.annotations.NullMarked;
