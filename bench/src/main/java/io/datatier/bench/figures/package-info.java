/** Turns measurements into the tables and charts of docs/performance.md. */
@NullMarked
package io.datatier.bench.figures;

import org.jspecify.annotations.NullMarked;
