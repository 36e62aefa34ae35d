/** Finds resources that AWS created in a run that died before the engine recorded them. */
@NullMarked
package io.datatier.tools.recover;

import org.jspecify.annotations.NullMarked;
