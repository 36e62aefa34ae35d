/** What the sweep takes. */
@NullMarked
package io.datatier.bench.sweep;

import org.jspecify.annotations.NullMarked;
