/** The function that makes the users of a database, the only client of its direct address. */
@NullMarked
package io.datatier.migrations;

import org.jspecify.annotations.NullMarked;
