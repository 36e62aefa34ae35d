/** Figures, and how they are told. */
@NullMarked
package io.datatier.bench.figures;

import org.jspecify.annotations.NullMarked;
