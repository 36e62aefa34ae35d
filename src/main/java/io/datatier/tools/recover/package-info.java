/** Finds resources that AWS created but an interrupted run did not record. */
@NullMarked
package io.datatier.tools.recover;

import org.jspecify.annotations.NullMarked;
