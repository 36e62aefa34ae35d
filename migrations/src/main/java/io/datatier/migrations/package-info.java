/**
 * The function that creates a database's users, and the only client that connects to it directly.
 */
@NullMarked
package io.datatier.migrations;

import org.jspecify.annotations.NullMarked;
