/** Measures previews on the real engine. */
@NullMarked
package io.datatier.bench.preview;

import org.jspecify.annotations.NullMarked;
