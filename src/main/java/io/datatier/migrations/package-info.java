/** Deploys the function of the part {@code migrations/}, which creates the database users. */
@NullMarked
package io.datatier.migrations;

import org.jspecify.annotations.NullMarked;
