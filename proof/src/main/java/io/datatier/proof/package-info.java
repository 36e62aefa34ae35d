/** Measures a database with and without a pool, and the capacity plan against both. */
@NullMarked
package io.datatier.proof;

import org.jspecify.annotations.NullMarked;
