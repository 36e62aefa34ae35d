/** What the drivers of PostgreSQL do to a pool, tried on the local pair. */
@NullMarked
package io.datatier.proof.driver;

import org.jspecify.annotations.NullMarked;
