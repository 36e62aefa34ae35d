/** Who changes what is in a database: the function of the part {@code migrations/}, deployed. */
@NullMarked
package io.datatier.migrations;

import org.jspecify.annotations.NullMarked;
