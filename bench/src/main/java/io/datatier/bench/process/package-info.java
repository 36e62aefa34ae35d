/** Reads what Linux knows about processes. */
@NullMarked
package io.datatier.bench.process;

import org.jspecify.annotations.NullMarked;
