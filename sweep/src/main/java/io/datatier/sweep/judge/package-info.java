/** Stacks judged by a pack, many at once. */
@NullMarked
package io.datatier.sweep.judge;

import org.jspecify.annotations.NullMarked;
