/** A PostgreSQL and a PgBouncer on loopback, made for one run and removed after it. */
@NullMarked
package io.datatier.proof.local;

import org.jspecify.annotations.NullMarked;
