/**
 * Logs in to a real PostgreSQL on loopback as the functions of a rehearsed stack would: with their
 * environment, their role's permissions, and the users and passwords that the migration function
 * made.
 */
@NullMarked
package io.datatier.rehearsal.login;

import org.jspecify.annotations.NullMarked;
