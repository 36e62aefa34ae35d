/**
 * PostgreSQL on RDS: an instance or an Aurora cluster, its users, and the changes that RDS refuses.
 */
@NullMarked
package io.datatier.database;

import org.jspecify.annotations.NullMarked;
