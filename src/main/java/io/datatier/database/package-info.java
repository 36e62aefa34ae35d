/** RDS for PostgreSQL. */
@NullMarked
package io.datatier.database;

import org.jspecify.annotations.NullMarked;
