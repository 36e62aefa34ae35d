/** Writes the import file for an existing data tier. */
@NullMarked
package io.datatier.tools.adopt;

import org.jspecify.annotations.NullMarked;
