/** Writes the file with which the engine imports an existing data tier. */
@NullMarked
package io.datatier.tools.adopt;

import org.jspecify.annotations.NullMarked;
